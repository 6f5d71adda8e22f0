--liquibase formatted sql

--changeset tests:202601010000-orders
ALTER TABLE orders ADD COLUMN test_note text NOT NULL DEFAULT '';
--rollback ALTER TABLE orders DROP COLUMN test_note;

--changeset tests:202601010001-products
ALTER TABLE products ADD COLUMN test_note text;
--rollback ALTER TABLE products DROP COLUMN test_note;

--changeset tests:202601010002-users
ALTER TABLE users ADD COLUMN test_note text;
--rollback ALTER TABLE users DROP COLUMN test_note;

--changeset tests:202601010003-outbox
ALTER TABLE outbox ADD COLUMN test_note text;
--rollback ALTER TABLE outbox DROP COLUMN test_note;

--changeset tests:202601010004-check
ALTER TABLE orders ADD CONSTRAINT orders_test_check CHECK (total_amount >= 0) NOT VALID;
--rollback ALTER TABLE orders DROP CONSTRAINT orders_test_check;

--changeset tests:202601010005-validate
ALTER TABLE orders VALIDATE CONSTRAINT orders_test_check;
--rollback SELECT 1;

--changeset tests:202601010006-index runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS orders_test_idx;
CREATE INDEX CONCURRENTLY orders_test_idx ON orders (test_note);
--rollback DROP INDEX CONCURRENTLY IF EXISTS orders_test_idx;

--changeset tests:202601010007-table
CREATE TABLE test_notes (order_id uuid REFERENCES orders (id), product_id bigint REFERENCES products (id));
--rollback DROP TABLE test_notes;
