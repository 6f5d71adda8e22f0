-- An order as a single statement, which is its own transaction.
\set u random(1000, 999 + :users)
\if :hot
\set a 1
\else
\set a random(1, :products / 3)
\endif
\set b random(:products / 3 + 1, 2 * :products / 3)
\set c random(2 * :products / 3 + 1, :products)
\if :full
WITH new AS MATERIALIZED (SELECT uuidv7() AS id, bench_user(:u) AS user_id), locked AS (SELECT id, name, price_amount, stock FROM products WHERE id IN (:a, :b, :c) ORDER BY id FOR NO KEY UPDATE), taken AS (UPDATE products p SET stock = l.stock - 1 FROM locked l WHERE p.id = l.id AND l.stock >= 1 RETURNING p.id), placed AS (INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at) SELECT new.id, new.user_id, (SELECT sum(price_amount) FROM locked), 'USD', now(), now() FROM new), claimed AS (INSERT INTO idempotency_keys (user_id, key, fingerprint, resource_id, answer) SELECT user_id, uuidv7()::text, sha256('bench'), id, bench_answer() FROM new), told AS (INSERT INTO outbox (user_id, type, data, occurred_at) SELECT user_id, 'bench.placed', bench_data(), now() FROM new) INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount) SELECT new.id, l.id, l.name, 1, l.price_amount FROM new, locked l JOIN taken t ON t.id = l.id;
\else
WITH new AS MATERIALIZED (SELECT uuidv7() AS id, bench_user(:u) AS user_id), locked AS (SELECT id, name, price_amount, stock FROM products WHERE id IN (:a, :b, :c) ORDER BY id FOR NO KEY UPDATE), taken AS (UPDATE products p SET stock = l.stock - 1 FROM locked l WHERE p.id = l.id AND l.stock >= 1 RETURNING p.id), placed AS (INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at) SELECT new.id, new.user_id, (SELECT sum(price_amount) FROM locked), 'USD', now(), now() FROM new) INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount) SELECT new.id, l.id, l.name, 1, l.price_amount FROM new, locked l JOIN taken t ON t.id = l.id;
\endif
