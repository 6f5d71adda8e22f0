-- An order as most applications write it: each row by a statement of its own.
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
SELECT name, price_amount AS price, stock FROM products WHERE id = :a FOR UPDATE \gset a_
SELECT name, price_amount AS price, stock FROM products WHERE id = :b FOR UPDATE \gset b_
SELECT name, price_amount AS price, stock FROM products WHERE id = :c FOR UPDATE \gset c_
INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at) VALUES (uuidv7(), bench_user(:u), :a_price::bigint + :b_price::bigint + :c_price::bigint, 'USD', now(), now()) RETURNING id \gset o_
INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount) VALUES (:o_id, :a, :a_name, 1, :a_price);
INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount) VALUES (:o_id, :b, :b_name, 1, :b_price);
INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount) VALUES (:o_id, :c, :c_name, 1, :c_price);
UPDATE products SET stock = stock - 1 WHERE id = :a;
UPDATE products SET stock = stock - 1 WHERE id = :b;
UPDATE products SET stock = stock - 1 WHERE id = :c;
\if :full
INSERT INTO outbox (user_id, type, data, occurred_at) VALUES (bench_user(:u), 'bench.placed', bench_data(), now());
UPDATE idempotency_keys SET resource_id = :o_id, answer = bench_answer() WHERE user_id = bench_user(:u) AND key = :k_key;
\endif
COMMIT;
