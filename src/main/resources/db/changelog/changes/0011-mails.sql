--liquibase formatted sql

--changeset fluxmart:0011-mails
CREATE TABLE mails (
    event_seq   bigint PRIMARY KEY,
    user_id     uuid        NOT NULL,
    kind        varchar(64) NOT NULL,
    order_id    uuid        NOT NULL,
    subject     text,
    body        text,
    rendered_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT mails_whole_check CHECK ((subject IS NULL) = (body IS NULL))
);
COMMENT ON COLUMN mails.subject IS 'null when the account was closed by then: nothing was written, and nothing is owed';
CREATE TABLE mails_settled (
    event_type varchar(64) PRIMARY KEY,
    up_to      bigint NOT NULL
);
COMMENT ON COLUMN mails_settled.up_to IS 'no event of this type up to this seq is owed a mail; what was logged before this row, never is';
INSERT INTO mails_settled (event_type, up_to)
SELECT type, last_seq
FROM event_log_head,
     unnest(ARRAY['order.placed', 'order.paid', 'order.shipped', 'order.delivered', 'order.cancelled']) AS type;
--rollback DROP TABLE mails_settled; DROP TABLE mails;
