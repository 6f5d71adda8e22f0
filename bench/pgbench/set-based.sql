-- An order by one statement for all its products, and one for its rows.
\set u random(1000, 999 + :users)
\if :hot
\set a 1
\else
\set a random(1, :products / 3)
\endif
\set b random(:products / 3 + 1, 2 * :products / 3)
\set c random(2 * :products / 3 + 1, :products)
BEGIN;
\if :full
INSERT INTO idempotency_keys (user_id, key, fingerprint) VALUES (bench_user(:u), uuidv7()::text, sha256('bench')) RETURNING key \gset k_
\endif
WITH locked AS (SELECT id, name, price_amount, stock FROM products WHERE id IN (:a, :b, :c) ORDER BY id FOR NO KEY UPDATE), taken AS (UPDATE products p SET stock = l.stock - 1 FROM locked l WHERE p.id = l.id AND l.stock >= 1 RETURNING p.id) SELECT array_agg(l.id ORDER BY l.id) AS ids, array_agg(l.name ORDER BY l.id) AS names, array_agg(l.price_amount ORDER BY l.id) AS prices, sum(l.price_amount)::bigint AS total FROM locked l JOIN taken t ON t.id = l.id \gset t_
WITH placed AS (INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at) VALUES (uuidv7(), bench_user(:u), :t_total, 'USD', now(), now()) RETURNING id), items AS (INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount) SELECT placed.id, i.id, i.name, 1, i.price FROM placed, unnest(:t_ids::bigint[], :t_names::text[], :t_prices::bigint[]) AS i (id, name, price)) SELECT id FROM placed \gset o_
\if :full
INSERT INTO outbox (user_id, type, data, occurred_at) VALUES (bench_user(:u), 'bench.placed', bench_data(), now());
UPDATE idempotency_keys SET resource_id = :o_id, answer = bench_answer() WHERE user_id = bench_user(:u) AND key = :k_key;
\endif
COMMIT;
