--liquibase formatted sql

--changeset fluxmart:0003-orders
CREATE TABLE orders (
    id             uuid PRIMARY KEY,
    user_id        uuid        NOT NULL REFERENCES users (id),
    status         text        NOT NULL DEFAULT 'pending'
        CONSTRAINT orders_status_check CHECK (status IN ('pending', 'processing', 'shipped', 'delivered', 'cancelled')),
    total_amount   bigint      NOT NULL CHECK (total_amount >= 0),
    total_currency char(3)     NOT NULL,
    version        bigint      NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX orders_of_user_idx ON orders (user_id, created_at DESC, id DESC);
CREATE TABLE order_items (
    order_id          uuid         NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    product_id        bigint       NOT NULL REFERENCES products (id),
    product_name      varchar(255) NOT NULL,
    quantity          integer      NOT NULL CHECK (quantity >= 1),
    unit_price_amount bigint       NOT NULL CHECK (unit_price_amount >= 0),
    PRIMARY KEY (order_id, product_id)
);
CREATE INDEX order_items_product_idx ON order_items (product_id);
--rollback DROP TABLE order_items; DROP TABLE orders;
