--liquibase formatted sql

--changeset fluxmart:0005-events
CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id     uuid,
    type        varchar(64) NOT NULL,
    data        json        NOT NULL,
    occurred_at timestamptz NOT NULL
);
CREATE TABLE event_log (
    seq         bigint PRIMARY KEY,
    user_id     uuid,
    type        varchar(64) NOT NULL,
    data        json        NOT NULL,
    occurred_at timestamptz NOT NULL,
    logged_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN event_log.user_id IS 'whom it concerns; everybody when null';
CREATE INDEX event_log_of_user_idx ON event_log (user_id, seq);
CREATE TABLE event_log_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last_seq bigint NOT NULL
);
INSERT INTO event_log_head (last_seq) VALUES (0);
--rollback DROP TABLE event_log_head; DROP TABLE event_log; DROP TABLE outbox;
