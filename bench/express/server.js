// The shop as the documents of Express, pg and ioredis have one write it: a transaction of one statement for each row, a
// cache in Redis beside the database, and server-sent events by a loop over the open responses. PORT, DATABASE_URL, REDIS_URL,
// WORKERS (1; more share the port by the cluster module).
const cluster = require('node:cluster');
const { randomUUID } = require('node:crypto');

const WORKERS = Number(process.env.WORKERS || 1);
const CONNECTIONS = 20;
const TTL_SECONDS = 300;
const CHANNEL = 'express-notifications';

if (cluster.isPrimary && WORKERS > 1) {
  for (let i = 0; i < WORKERS; i++) cluster.fork();
  cluster.on('exit', () => process.exit(1));
  process.on('SIGTERM', () => process.exit(0));
} else {
  serve();
}

function serve() {
  const express = require('express');
  const { Pool } = require('pg');
  const { Redis } = require('ioredis');

  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: Math.ceil(CONNECTIONS / WORKERS) });
  const redis = new Redis(process.env.REDIS_URL);
  const subscriber = new Redis(process.env.REDIS_URL);
  const streams = new Set();
  const app = express();
  app.use(express.json());

  app.post('/api/orders', async (req, res) => {
    const { items } = req.body;
    if (!Array.isArray(items) || items.length === 0) {
      return res.status(400).json({ error: 'items are required' });
    }
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      let total = 0;
      const lines = [];
      for (const item of items) {
        const { rows } = await client.query(
          'SELECT id, name, price_amount, stock FROM products WHERE id = $1 FOR UPDATE', [item.productId]);
        if (rows.length === 0 || rows[0].stock < item.quantity) {
          await client.query('ROLLBACK');
          return res.status(409).json({ error: 'out of stock', productId: item.productId });
        }
        total += Number(rows[0].price_amount) * item.quantity;
        lines.push({ ...item, name: rows[0].name, price: rows[0].price_amount });
      }
      const order = { id: randomUUID(), userId: req.get('User-Id'), status: 'pending', total };
      await client.query(
        `INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at)
         VALUES ($1, $2, $3, 'USD', now(), now())`, [order.id, order.userId, total]);
      for (const line of lines) {
        await client.query(
          `INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
           VALUES ($1, $2, $3, $4, $5)`, [order.id, line.productId, line.name, line.quantity, line.price]);
        await client.query('UPDATE products SET stock = stock - $1 WHERE id = $2', [line.quantity, line.productId]);
      }
      await client.query('COMMIT');
      res.status(201).json(order);
    } catch (error) {
      await client.query('ROLLBACK');
      res.status(500).json({ error: error.message });
    } finally {
      client.release();
    }
  });

  app.get('/api/products/:id', async (req, res) => {
    const key = `express:product:${req.params.id}`;
    const cached = await redis.get(key);
    if (cached) {
      return res.json(JSON.parse(cached));
    }
    const { rows } = await pool.query('SELECT * FROM products WHERE id = $1', [req.params.id]);
    if (rows.length === 0) {
      return res.status(404).json({ error: 'not found' });
    }
    await redis.set(key, JSON.stringify(rows[0]), 'EX', TTL_SECONDS);
    res.json(rows[0]);
  });

  app.get('/api/notifications/stream', (req, res) => {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'keep-alive' });
    res.write(':connected\n\n');
    streams.add(res);
    req.on('close', () => streams.delete(res));
  });

  app.post('/api/notifications', async (req, res) => {
    await redis.publish(CHANNEL, JSON.stringify(req.body));
    res.status(202).end();
  });

  subscriber.subscribe(CHANNEL);
  subscriber.on('message', (channel, message) => {
    const { type, data } = JSON.parse(message);
    for (const stream of streams) {
      stream.write(`event:${type}\ndata:${JSON.stringify(data)}\n\n`);
    }
  });

  app.listen(Number(process.env.PORT || 3000));
}
