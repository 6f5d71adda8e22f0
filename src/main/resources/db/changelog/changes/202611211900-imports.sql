--liquibase formatted sql

--changeset fluxmart:202611211900-imports
CREATE TABLE imports (
    id           uuid PRIMARY KEY,
    source       varchar(255) NOT NULL,
    dry_run      boolean      NOT NULL,
    batch_size   integer      NOT NULL CHECK (batch_size BETWEEN 1 AND 1000),
    status       text         NOT NULL DEFAULT 'waiting'
        CONSTRAINT imports_status_check CHECK (status IN ('waiting', 'running', 'completed', 'cancelled', 'failed')),
    runner       uuid,
    seen_at      timestamptz,
    failure      text,
    requested_by uuid REFERENCES users (id),
    created_at   timestamptz  NOT NULL DEFAULT now(),
    started_at   timestamptz,
    finished_at  timestamptz
);
COMMENT ON COLUMN imports.source IS 'its name in the settings, or its address without credentials';
COMMENT ON COLUMN imports.runner IS 'the process that works on it, or did last; a batch of any other is refused';
COMMENT ON COLUMN imports.requested_by IS 'null for an import by command';
CREATE UNIQUE INDEX imports_unfinished_key ON imports (source) WHERE status IN ('waiting', 'running');
CREATE INDEX imports_created_idx ON imports (created_at, id);

CREATE TABLE import_steps (
    import_id uuid    NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    entity    text    NOT NULL CHECK (entity IN ('users', 'posts', 'orders')),
    expected  bigint,
    position  text,
    read      bigint  NOT NULL DEFAULT 0,
    migrated  bigint  NOT NULL DEFAULT 0,
    skipped   bigint  NOT NULL DEFAULT 0,
    rejected  bigint  NOT NULL DEFAULT 0,
    is_done   boolean NOT NULL DEFAULT false,
    PRIMARY KEY (import_id, entity),
    CONSTRAINT import_steps_sum_check CHECK (read = migrated + skipped + rejected)
);
COMMENT ON COLUMN import_steps.expected IS 'how many rows the source said it has when the step began';
COMMENT ON COLUMN import_steps.position IS 'the id of the last source row that was dealt with, as JSON; null before the first';

CREATE TABLE import_rejects (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import_id uuid         NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    entity    text         NOT NULL,
    row_id    varchar(255) NOT NULL,
    field     varchar(100) NOT NULL,
    reason    varchar(500) NOT NULL
);
COMMENT ON TABLE import_rejects IS 'one row for each field that kept a source row out; never the value, which may be personal';
CREATE INDEX import_rejects_of_import_idx ON import_rejects (import_id, id);
--rollback DROP TABLE import_rejects; DROP TABLE import_steps; DROP TABLE imports;
