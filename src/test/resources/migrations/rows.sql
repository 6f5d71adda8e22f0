-- Rows for every table, put in right after the change that is named above them. SchemaRoundTripTests takes each change back
-- and makes it again on these rows, so each section runs twice, on tables that may have rows of the sections before.

-- after 0001-users
INSERT INTO users (id, username, email, password_hash, first_name, last_name, roles) VALUES
    ('00000000-0000-7000-8000-000000000001', 'ada', 'ada@example.com', 'hash', 'Ada', NULL, ARRAY ['user', 'admin']),
    ('00000000-0000-7000-8000-000000000002', 'bob', 'bob@example.com', 'hash', 'Bob', 'Bobson', ARRAY ['user']);

-- after 0001-users-status
UPDATE users SET status = 'banned' WHERE username = 'bob';

-- after 0002-products
INSERT INTO categories (slug, name) VALUES ('tools', 'Tools');
INSERT INTO products (id, sku, name, category, price_amount, price_currency, stock)
VALUES (1, 'hammer-1', 'Hammer', 'tools', 1999, 'USD', 5);

-- after 0003-orders
INSERT INTO orders (id, user_id, status, total_amount, total_currency, created_at, updated_at) VALUES
    ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001', 'pending', 1999, 'USD', now(), now());
INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
VALUES ('00000000-0000-7000-8000-000000000011', 1, 'Hammer', 1, 1999);

-- after 0004-idempotency-keys
INSERT INTO idempotency_keys (user_id, key, fingerprint)
VALUES ('00000000-0000-7000-8000-000000000001', 'key', decode(repeat('00', 32), 'hex'));

-- after 0005-events
INSERT INTO outbox (user_id, type, data, occurred_at) VALUES (NULL, 'product.created', '{}', now());
INSERT INTO event_log (seq, user_id, type, data, occurred_at)
VALUES (1, '00000000-0000-7000-8000-000000000001', 'order.placed', '{}', now());
UPDATE event_log_head SET last_seq = 1;

-- after 0006-people
UPDATE users SET age = 36, bio = 'Counts.', last_login_at = now(), tokens_voided_at = now() WHERE username = 'ada';
UPDATE users SET deleted_at = now() WHERE username = 'bob';

-- after 0007-wallets
INSERT INTO wallets (user_id, balance, currency) VALUES ('00000000-0000-7000-8000-000000000001', 500, 'USD');
INSERT INTO ledger_entries
    (movement_id, kind, account_id, other_account_id, amount, currency, balance, created_by, created_at)
VALUES ('00000000-0000-7000-8000-000000000021', 'deposit', '00000000-0000-7000-8000-000000000001',
    '00000000-0000-8000-8000-000000000002', 500, 'USD', 500, '00000000-0000-7000-8000-000000000001', now());

-- after 0008-order-transitions
INSERT INTO order_transitions (order_id, from_status, to_status, made_by, made_at) VALUES
    ('00000000-0000-7000-8000-000000000011', 'pending', 'cancelled', '00000000-0000-7000-8000-000000000001', now());

-- after 0011-mails
INSERT INTO mails (event_seq, user_id, kind, order_id, subject, body) VALUES
    (1, '00000000-0000-7000-8000-000000000001', 'order-placed', '00000000-0000-7000-8000-000000000011', 'Hello', 'Thanks');

-- after 202611211900-imports
INSERT INTO imports (id, source, dry_run, batch_size)
VALUES ('00000000-0000-7000-8000-000000000031', 'old-shop', false, 100);
INSERT INTO import_steps (import_id, entity, read, migrated, rejected)
VALUES ('00000000-0000-7000-8000-000000000031', 'users', 2, 1, 1);
INSERT INTO import_rejects (import_id, entity, row_id, field, reason)
VALUES ('00000000-0000-7000-8000-000000000031', 'users', '7', 'email', 'is no e-mail address');
