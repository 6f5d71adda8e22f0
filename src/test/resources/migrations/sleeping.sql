--liquibase formatted sql

--changeset tests:202601010000-before
CREATE TABLE before (id integer);
--rollback DROP TABLE before;

--changeset tests:202601010001-sleeping
CREATE TABLE half (id integer);
SELECT pg_sleep(seconds) FROM naps;
INSERT INTO half VALUES (1);
--rollback DROP TABLE half;

--changeset tests:202601010002-index runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS naps_idx;
CREATE INDEX CONCURRENTLY naps_idx ON naps (seconds);
--rollback DROP INDEX CONCURRENTLY IF EXISTS naps_idx;
