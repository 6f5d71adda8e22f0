--liquibase formatted sql

--changeset fluxmart:0006-people
ALTER TABLE users
    ADD COLUMN age smallint CONSTRAINT users_age_check CHECK (age BETWEEN 0 AND 120),
    ADD COLUMN bio varchar(500),
    ADD COLUMN last_login_at timestamptz,
    ADD COLUMN deleted_at timestamptz,
    ADD COLUMN token_generation bigint NOT NULL DEFAULT 1,
    ADD COLUMN tokens_voided_at timestamptz;
COMMENT ON COLUMN users.deleted_at IS 'the account is closed; name, e-mail address and everything it owns stay taken';
COMMENT ON COLUMN users.token_generation IS 'access tokens of an earlier generation are void';
CREATE INDEX users_created_idx ON users (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX users_last_login_idx ON users ((coalesce(last_login_at, 'epoch')), id) WHERE deleted_at IS NULL;
CREATE INDEX users_tokens_voided_idx ON users (tokens_voided_at) WHERE tokens_voided_at IS NOT NULL;
CREATE INDEX users_search_idx ON users
    USING gin (username gin_trgm_ops, email gin_trgm_ops, first_name gin_trgm_ops, last_name gin_trgm_ops)
    WHERE deleted_at IS NULL;
--rollback DROP INDEX users_search_idx, users_created_idx;
--rollback ALTER TABLE users DROP COLUMN age, DROP COLUMN bio, DROP COLUMN last_login_at, DROP COLUMN deleted_at,
--rollback DROP COLUMN token_generation, DROP COLUMN tokens_voided_at;
