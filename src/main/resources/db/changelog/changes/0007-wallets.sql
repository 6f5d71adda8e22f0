--liquibase formatted sql

--changeset fluxmart:0007-wallets
CREATE TABLE wallets (
    id         uuid PRIMARY KEY,
    user_id    uuid REFERENCES users (id) CONSTRAINT wallets_user_check CHECK (user_id = id),
    balance    bigint CONSTRAINT wallets_balance_check CHECK (balance BETWEEN 0 AND 9007199254740991),
    currency   char(3),
    version    bigint      NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT wallets_house_check CHECK (num_nulls(user_id, balance, currency) IN (0, 3))
) WITH (fillfactor = 70);
COMMENT ON COLUMN wallets.balance IS 'minor units; null for the accounts of the house, whose balance is the sum of their entries';
INSERT INTO wallets (id)
VALUES ('00000000-0000-8000-8000-000000000001'), ('00000000-0000-8000-8000-000000000002');
INSERT INTO wallets (id, user_id, balance, currency)
SELECT id, id, 0, coalesce((SELECT price_currency FROM products LIMIT 1), 'USD') FROM users;

CREATE TABLE ledger_entries (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    movement_id     uuid        NOT NULL,
    kind            text        NOT NULL
        CONSTRAINT ledger_entries_kind_check CHECK (kind IN ('deposit', 'transfer', 'payment', 'refund')),
    wallet_id       uuid        NOT NULL REFERENCES wallets (id),
    other_wallet_id uuid        NOT NULL CHECK (other_wallet_id <> wallet_id),
    amount          bigint      NOT NULL CHECK (amount <> 0),
    currency        char(3)     NOT NULL,
    balance         bigint CHECK (balance >= 0),
    order_id        uuid REFERENCES orders (id),
    created_by      uuid        NOT NULL REFERENCES users (id),
    created_at      timestamptz NOT NULL
);
COMMENT ON COLUMN ledger_entries.balance IS 'of the wallet, after this entry; null for the accounts of the house';
CREATE UNIQUE INDEX ledger_entries_movement_key ON ledger_entries (movement_id, wallet_id);
CREATE UNIQUE INDEX ledger_entries_order_key ON ledger_entries (order_id, kind, wallet_id) WHERE order_id IS NOT NULL;
CREATE INDEX ledger_entries_of_wallet_idx ON ledger_entries (wallet_id, id DESC);
--rollback DROP TABLE ledger_entries; DROP TABLE wallets;
