--liquibase formatted sql

--changeset fluxmart:0008-order-transitions
CREATE TABLE order_transitions (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id    uuid        NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    from_status text        NOT NULL,
    to_status   text        NOT NULL,
    made_by     uuid        NOT NULL REFERENCES users (id),
    made_at     timestamptz NOT NULL,
    CHECK (from_status <> to_status)
);
CREATE INDEX order_transitions_of_order_idx ON order_transitions (order_id, id);
--rollback DROP TABLE order_transitions;
