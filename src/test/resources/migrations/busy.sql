--liquibase formatted sql

--changeset tests:202601010000-busy
ALTER TABLE busy ADD COLUMN note text;
--rollback ALTER TABLE busy DROP COLUMN note;
