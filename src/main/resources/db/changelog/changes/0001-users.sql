--liquibase formatted sql

--changeset fluxmart:0001-users
CREATE TABLE users (
    id            uuid PRIMARY KEY,
    username      varchar(30)  NOT NULL CHECK (char_length(username) BETWEEN 3 AND 30),
    email         varchar(255) NOT NULL CHECK (email = lower(email)),
    password_hash varchar(255) NOT NULL,
    first_name    varchar(50)  NOT NULL,
    last_name     varchar(50),
    roles         text[]       NOT NULL DEFAULT ARRAY ['user']
        CHECK (cardinality(roles) > 0 AND roles <@ ARRAY ['user', 'moderator', 'admin']),
    version       bigint       NOT NULL DEFAULT 1,
    created_at    timestamptz  NOT NULL DEFAULT now(),
    updated_at    timestamptz  NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE UNIQUE INDEX users_username_key ON users (lower(username));
--rollback DROP TABLE users;

--changeset fluxmart:0001-users-status
ALTER TABLE users ADD COLUMN status text NOT NULL DEFAULT 'active'
    CONSTRAINT users_status_check CHECK (status IN ('active', 'inactive', 'banned'));
--rollback ALTER TABLE users DROP COLUMN status;
