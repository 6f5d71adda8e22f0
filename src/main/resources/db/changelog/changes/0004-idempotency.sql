--liquibase formatted sql

--changeset fluxmart:0004-idempotency-keys
CREATE TABLE idempotency_keys (
    user_id     uuid         NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key         varchar(255) NOT NULL,
    fingerprint bytea        NOT NULL CHECK (octet_length(fingerprint) = 32),
    resource_id uuid,
    answer      bytea,
    created_at  timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, key)
) WITH (fillfactor = 70);
CREATE INDEX idempotency_keys_age_idx ON idempotency_keys (created_at);
--rollback DROP TABLE idempotency_keys;
