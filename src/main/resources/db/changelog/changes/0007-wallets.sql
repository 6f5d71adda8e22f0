--liquibase formatted sql

--changeset fluxmart:0007-wallets
CREATE TABLE wallets (
    user_id    uuid PRIMARY KEY REFERENCES users (id),
    balance    bigint      NOT NULL DEFAULT 0
        CONSTRAINT wallets_balance_check CHECK (balance BETWEEN 0 AND 9007199254740991),
    currency   char(3)     NOT NULL,
    version    bigint      NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
COMMENT ON TABLE wallets IS 'what users have; a wallet comes into being with the first money that passes through it';

CREATE TABLE ledger_entries (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    movement_id      uuid        NOT NULL,
    kind             text        NOT NULL
        CONSTRAINT ledger_entries_kind_check CHECK (kind IN ('deposit', 'transfer', 'payment', 'refund')),
    account_id       uuid        NOT NULL,
    other_account_id uuid        NOT NULL CHECK (other_account_id <> account_id),
    amount           bigint      NOT NULL CHECK (amount <> 0),
    currency         char(3)     NOT NULL,
    balance          bigint CHECK (balance >= 0),
    order_id         uuid REFERENCES orders (id),
    created_by       uuid        NOT NULL REFERENCES users (id),
    created_at       timestamptz NOT NULL,
    CONSTRAINT ledger_entries_house_check CHECK ((balance IS NULL) = (account_id IN (
        '00000000-0000-8000-8000-000000000001', '00000000-0000-8000-8000-000000000002')))
);
COMMENT ON COLUMN ledger_entries.account_id IS 'a user, or one of the two accounts of the house: the shop (…1) and the outside world (…2)';
COMMENT ON COLUMN ledger_entries.balance IS 'of the wallet, after this entry; the house keeps none';
CREATE UNIQUE INDEX ledger_entries_movement_key ON ledger_entries (movement_id, account_id);
CREATE UNIQUE INDEX ledger_entries_order_key ON ledger_entries (order_id, kind, account_id) WHERE order_id IS NOT NULL;
CREATE INDEX ledger_entries_of_account_idx ON ledger_entries (account_id, id DESC);
--rollback DROP TABLE ledger_entries; DROP TABLE wallets;
