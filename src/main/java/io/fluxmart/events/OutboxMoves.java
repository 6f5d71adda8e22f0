package io.fluxmart.events;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The two statements by which rows go from the outbox to the log; both belong into one transaction. */
@Component
class OutboxMoves {

    private static final long RELAY_LOCK = 0x464c55584d415254L;

    private final DatabaseClient database;

    OutboxMoves(DatabaseClient database) {
        this.database = database;
    }

    /** How many rows were moved. Waits while another node is at it; the server's lock timeout bounds the wait. */
    Mono<Long> moveInTurn(int batchSize) {
        return awaitTurn().then(move(batchSize));
    }

    private Mono<Void> awaitTurn() {
        return database.sql("SELECT pg_advisory_xact_lock(:lock)")
                .bind("lock", RELAY_LOCK)
                .then();
    }

    /**
     * A statement of its own after the lock, so that its snapshot sees all that the previous relay committed. Rows that
     * are visible together are numbered by their outbox id: it was drawn while the change held its row locks, so for
     * one order it follows the order of commits.
     */
    private Mono<Long> move(int batchSize) {
        return database.sql("""
                        WITH moved AS (
                            DELETE FROM outbox
                            WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT :batchSize)
                            RETURNING id, user_id, type, data, occurred_at),
                        head AS (
                            UPDATE event_log_head
                            SET last_seq = last_seq + (SELECT count(*) FROM moved)
                            WHERE EXISTS (SELECT FROM moved)
                            RETURNING last_seq)
                        INSERT INTO event_log (seq, user_id, type, data, occurred_at)
                        SELECT head.last_seq - count(*) OVER () + row_number() OVER (ORDER BY moved.id),
                               moved.user_id, moved.type, moved.data, moved.occurred_at
                        FROM moved, head
                        """).bind("batchSize", batchSize).fetch().rowsUpdated();
    }
}
