--liquibase formatted sql

--changeset fluxmart:0009-orders-by-time
-- The key is created_at alone: a status in the key, in INCLUDE or in a predicate would make each change of the status write
-- to every index of the row, instead of a heap-only tuple. B-tree and not BRIN, because status changes move rows to other
-- pages, and a report of one day should not depend on where they went.
CREATE INDEX orders_created_at_idx ON orders (created_at);
--rollback DROP INDEX orders_created_at_idx;
