package io.fluxmart.imports;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.intakes.Reject;
import io.fluxmart.intakes.StorableText;
import io.fluxmart.intakes.Taken;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Positions;
import io.fluxmart.sources.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far imports are, entity by entity. Whoever calls has locked the import, in the same transaction. */
@Component
class StepStore {

    private final DatabaseClient database;

    StepStore(DatabaseClient database) {
        this.database = database;
    }

    /** Where to go on. */
    Mono<Optional<SourceId>> begin(UUID importId, Entity entity, long expected) {
        return insert(importId, entity, expected).then(findPosition(importId, entity));
    }

    private Mono<Void> insert(UUID importId, Entity entity, long expected) {
        return database.sql("""
                        INSERT INTO import_steps (import_id, entity, expected) VALUES (:importId, :entity, :expected)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("importId", importId)
                .bind("entity", entity.word())
                .bind("expected", expected)
                .then();
    }

    private Mono<Optional<SourceId>> findPosition(UUID importId, Entity entity) {
        return database.sql("SELECT position FROM import_steps WHERE import_id = :importId AND entity = :entity")
                .bind("importId", importId)
                .bind("entity", entity.word())
                .map(row -> Positions.of(row.get("position", String.class)))
                .one();
    }

    /** Locks import and step, and compares them with what the batch expects. */
    Mono<Fence> lock(UUID importId, UUID runner, Batch batch) {
        return database.sql("""
                        SELECT i.status, coalesce(i.runner = :runner, false) AS is_ours,
                               s.position IS NOT DISTINCT FROM :after AS is_next,
                               s.position IS NOT DISTINCT FROM :last AS is_written
                        FROM imports i JOIN import_steps s ON s.import_id = i.id AND s.entity = :entity
                        WHERE i.id = :importId
                        FOR NO KEY UPDATE
                        """)
                .bind("importId", importId)
                .bind("runner", runner)
                .bind("entity", batch.entity().word())
                .bind("after", nullable(batch.after().map(Positions::textOf).orElse(null), String.class))
                .bind("last", Positions.textOf(batch.last()))
                .map(row -> new Fence(
                        ImportStatus.of(required(row, "status", String.class)),
                        required(row, "is_ours", Boolean.class),
                        required(row, "is_next", Boolean.class),
                        required(row, "is_written", Boolean.class)))
                .one();
    }

    /** Rejects, position, counts and a sign of life, in one statement. */
    Mono<Void> note(UUID importId, Batch batch, Taken taken) {
        List<Reject> rejects = taken.rejects();
        long read = batch.rows().size();
        return database.sql("""
                        WITH rejected AS (
                            INSERT INTO import_rejects (import_id, entity, row_id, field, reason)
                            SELECT :importId, :entity, row_id, field, reason
                            FROM unnest(:rowIds::text[], :fields::text[], :reasons::text[])
                                 WITH ORDINALITY AS r (row_id, field, reason, place)
                            ORDER BY place),
                        seen AS (
                            UPDATE imports SET seen_at = now() WHERE id = :importId)
                        UPDATE import_steps
                        SET position = :last, read = read + :read, migrated = migrated + :migrated,
                            skipped = skipped + :skipped, rejected = rejected + :rejected
                        WHERE import_id = :importId AND entity = :entity
                        """)
                .bind("importId", importId)
                .bind("entity", batch.entity().word())
                .bind("rowIds", texts(rejects, reject -> reject.row().text(), 255))
                .bind("fields", texts(rejects, Reject::field, 100))
                .bind("reasons", texts(rejects, Reject::reason, 500))
                .bind("last", Positions.textOf(batch.last()))
                .bind("read", read)
                .bind("migrated", taken.migrated())
                .bind("skipped", read - taken.migrated() - taken.rejected())
                .bind("rejected", taken.rejected())
                .then();
    }

    private static String[] texts(List<Reject> rejects, Function<Reject, String> text, int length) {
        return rejects.stream()
                .map(text)
                .map(whole -> StorableText.cut(whole, length))
                .toArray(String[]::new);
    }

    Mono<Void> finish(UUID importId, Entity entity) {
        return database.sql("UPDATE import_steps SET is_done = true WHERE import_id = :importId AND entity = :entity")
                .bind("importId", importId)
                .bind("entity", entity.word())
                .then();
    }
}
