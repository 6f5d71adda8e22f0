package io.fluxmart.imports;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The records of imports: who runs them, and how they end. */
@Component
class ImportStore {

    private final DatabaseClient database;

    ImportStore(DatabaseClient database) {
        this.database = database;
    }

    /** {@link ImportUnderWay} where another one of the same source is unfinished. */
    Mono<Import> insert(NewImport made) {
        return database.sql("""
                        INSERT INTO imports (id, source, dry_run, batch_size, requested_by)
                        VALUES (:id, :source, :dryRun, :batchSize, :requestedBy)
                        ON CONFLICT (source) WHERE status IN ('waiting', 'running') DO NOTHING
                        RETURNING id
                        """)
                .bind("id", made.id())
                .bind("source", made.source())
                .bind("dryRun", made.dryRun())
                .bind("batchSize", made.batchSize())
                .bind("requestedBy", nullable(made.requestedBy(), UUID.class))
                .map(row -> required(row, "id", UUID.class))
                .one()
                .flatMap(this::find)
                .switchIfEmpty(Mono.defer(() -> refuse(made)));
    }

    /** The other one may be finished by now. */
    private Mono<Import> refuse(NewImport made) {
        return findUnfinished(made.source())
                .<Import>flatMap(other -> Mono.error(new ImportUnderWay(other)))
                .switchIfEmpty(Mono.defer(() -> insert(made)));
    }

    private Mono<UUID> findUnfinished(String source) {
        return database.sql("SELECT id FROM imports WHERE source = :source AND status IN ('waiting', 'running')")
                .bind("source", source)
                .map(row -> required(row, "id", UUID.class))
                .one();
    }

    Mono<Import> find(UUID id) {
        return database.sql("""
                        SELECT %s FROM imports i LEFT JOIN import_steps s ON s.import_id = i.id
                        WHERE i.id = :id
                        """.formatted(ImportRow.COLUMNS))
                .bind("id", id)
                .map(ImportRow::of)
                .all()
                .collectList()
                .flatMapIterable(ImportRow::fold)
                .next();
    }

    /** Dry runs apart. */
    Mono<Import> findNewest(String source) {
        return database.sql("""
                        SELECT id FROM imports WHERE source = :source AND NOT dry_run
                        ORDER BY created_at DESC, id DESC
                        LIMIT 1
                        """)
                .bind("source", source)
                .map(row -> required(row, "id", UUID.class))
                .one()
                .flatMap(this::find);
    }

    /** Newest first; one more than the limit, where there is one. */
    Mono<List<Import>> list(ImportPlace after, int limit) {
        return database.sql("""
                        WITH page AS (
                            SELECT * FROM imports
                            WHERE (created_at, id) < (:afterTime, :afterId)
                            ORDER BY created_at DESC, id DESC
                            LIMIT :limit)
                        SELECT %s FROM page i LEFT JOIN import_steps s ON s.import_id = i.id
                        ORDER BY i.created_at DESC, i.id DESC
                        """.formatted(ImportRow.COLUMNS))
                .bind("afterTime", time(after.createdAt()))
                .bind("afterId", after.id())
                .bind("limit", limit + 1)
                .map(ImportRow::of)
                .all()
                .collectList()
                .map(ImportRow::fold);
    }

    /**
     * The oldest that waits or whose runner was not seen for some time; it is the new runner's at once. Empty where there
     * is none, and those that another node is about to claim are left to it.
     *
     * @param sources the names of those that the runner knows the way to
     */
    Mono<Import> claim(UUID runner, Collection<String> sources, Duration unseen) {
        return database.sql("""
                        UPDATE imports
                        SET status = 'running', runner = :runner, seen_at = now(), started_at = coalesce(started_at, now())
                        WHERE id = (
                            SELECT id FROM imports
                            WHERE source = ANY (:sources)
                              AND (status = 'waiting'
                                   OR status = 'running'
                                  AND coalesce(seen_at, '-infinity') < now() - make_interval(secs => :unseenSeconds))
                            ORDER BY created_at, id
                            LIMIT 1
                            FOR UPDATE SKIP LOCKED)
                        RETURNING id
                        """)
                .bind("runner", runner)
                .bind("sources", sources.toArray(String[]::new))
                .bind("unseenSeconds", unseen.toMillis() / 1000.0)
                .map(row -> required(row, "id", UUID.class))
                .one()
                .flatMap(this::find);
    }

    /**
     * Makes an unfinished or failed import the runner's, whoever had it before. A batch that somebody else is about to
     * write is waited for. Empty where it is completed, cancelled or unknown; {@link ImportUnderWay} where another one of the
     * same source was begun since this one failed.
     */
    Mono<Import> takeOver(UUID id, UUID runner) {
        return database.sql("""
                        UPDATE imports
                        SET status = 'running', runner = :runner, seen_at = now(), started_at = coalesce(started_at, now()),
                            finished_at = NULL, failure = NULL
                        WHERE id = :id AND status IN ('waiting', 'running', 'failed')
                        RETURNING source
                        """)
                .bind("id", id)
                .bind("runner", runner)
                .map(row -> required(row, "source", String.class))
                .one()
                .onErrorResume(DuplicateKeyException.class, duplicate -> nameTheOther(id))
                .flatMap(source -> find(id));
    }

    private Mono<String> nameTheOther(UUID id) {
        return database.sql("SELECT source FROM imports WHERE id = :id")
                .bind("id", id)
                .map(row -> required(row, "source", String.class))
                .one()
                .flatMap(this::findUnfinished)
                .flatMap(other -> Mono.error(new ImportUnderWay(other)));
    }

    /** How it stands, with its row locked. */
    Mono<Fence> lock(UUID id, UUID runner) {
        return database.sql("""
                        SELECT status, coalesce(runner = :runner, false) AS is_ours
                        FROM imports
                        WHERE id = :id
                        FOR NO KEY UPDATE
                        """)
                .bind("id", id)
                .bind("runner", runner)
                .map(row -> Fence.aroundAll(
                        ImportStatus.of(required(row, "status", String.class)),
                        required(row, "is_ours", Boolean.class)))
                .one();
    }

    /** How many were ended: one, or none where it is not running or another runner's. */
    Mono<Long> finish(UUID id, UUID runner, ImportStatus status, @Nullable String failure) {
        return database.sql("""
                        UPDATE imports SET status = :status, failure = :failure, finished_at = now()
                        WHERE id = :id AND runner = :runner AND status = 'running'
                        """)
                .bind("id", id)
                .bind("runner", runner)
                .bind("status", status.word())
                .bind("failure", nullable(failure, String.class))
                .fetch()
                .rowsUpdated();
    }

    /** How many were cancelled: one, or none where it is completed, cancelled or unknown. Nothing more is written then. */
    Mono<Long> cancel(UUID id) {
        return database.sql("""
                        UPDATE imports SET status = 'cancelled', finished_at = now()
                        WHERE id = :id AND status IN ('waiting', 'running', 'failed')
                        """).bind("id", id).fetch().rowsUpdated();
    }

    /** Ends an unfinished dry run of the source, which cannot be gone on with: what it remembered is lost. */
    Mono<Void> supersedeDryRun(String source) {
        return database.sql("""
                        UPDATE imports SET status = 'failed', failure = 'superseded', finished_at = now()
                        WHERE source = :source AND dry_run AND status IN ('waiting', 'running')
                        """).bind("source", source).then();
    }

    /** As if it had not begun: steps and rejects are gone. */
    Mono<Void> forgetSteps(UUID id) {
        return Flux.just(
                        "DELETE FROM import_rejects WHERE import_id = :id",
                        "DELETE FROM import_steps WHERE import_id = :id")
                .concatMap(sql -> database.sql(sql).bind("id", id).then())
                .then();
    }
}
