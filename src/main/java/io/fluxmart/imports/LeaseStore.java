package io.fluxmart.imports;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may take which import, between two runs and during one. Each tells how many imports it was about. */
@Component
class LeaseStore {

    private final DatabaseClient database;

    LeaseStore(DatabaseClient database) {
        this.database = database;
    }

    /** One, or none where it is not failed; an error where another one of the same source is unfinished. */
    Mono<Long> requeueFailed(UUID importId) {
        return database.sql("""
                        UPDATE imports SET status = 'waiting', failure = NULL, finished_at = NULL
                        WHERE id = :id AND status = 'failed'
                        """).bind("id", importId).fetch().rowsUpdated();
    }

    /** One, or none where it is finished or another runner's. */
    Mono<Long> noteSignOfLife(UUID importId, UUID runner) {
        return database.sql("""
                        UPDATE imports SET seen_at = now()
                        WHERE id = :id AND runner = :runner AND status = 'running'
                        """)
                .bind("id", importId)
                .bind("runner", runner)
                .fetch()
                .rowsUpdated();
    }

    /** Leaves what the runner runs to whoever claims it next, at once. */
    Mono<Long> giveUp(UUID runner) {
        return database.sql("""
                        UPDATE imports SET runner = NULL, seen_at = NULL WHERE runner = :runner AND status = 'running'
                        """).bind("runner", runner).fetch().rowsUpdated();
    }
}
