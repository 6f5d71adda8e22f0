package io.fluxmart.events;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The numbered log of all committed changes, read by cursor. */
@Component
public class EventLog {

    /**
     * What the log holds: events with {@code floor < seq <= head}.
     *
     * @param floor last number that was already thrown away; 0 at first
     */
    public record Bounds(long floor, long head) {

        public boolean canResumeAfter(long seq) {
            return floor <= seq && seq <= head;
        }
    }

    private final DatabaseClient database;

    EventLog(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Bounds> bounds() {
        return database.sql("""
                        SELECT coalesce((SELECT min(seq) FROM event_log) - 1, last_seq) AS floor, last_seq
                        FROM event_log_head
                        """)
                .map(row -> new Bounds(required(row, "floor", Long.class), required(row, "last_seq", Long.class)))
                .one();
    }

    /** The next events for anybody, in order. */
    public Mono<List<Event>> listAfter(long seq, int limit) {
        return database.sql("""
                        SELECT seq, user_id, type, data::text, occurred_at
                        FROM event_log
                        WHERE seq > :seq
                        ORDER BY seq
                        LIMIT :limit
                        """)
                .bind("seq", seq)
                .bind("limit", limit)
                .map(EventLog::toEvent)
                .all()
                .collectList();
    }

    /** The next events for one user, their own and everybody's, in order: {@code after < seq <= upTo}. */
    public Mono<List<Event>> listFor(UUID userId, long after, long upTo, int limit) {
        return database.sql("""
                        (SELECT seq, user_id, type, data::text, occurred_at
                         FROM event_log
                         WHERE user_id = :userId AND seq > :after AND seq <= :upTo
                         ORDER BY seq LIMIT :limit)
                        UNION ALL
                        (SELECT seq, user_id, type, data::text, occurred_at
                         FROM event_log
                         WHERE user_id IS NULL AND seq > :after AND seq <= :upTo
                         ORDER BY seq LIMIT :limit)
                        ORDER BY seq
                        LIMIT :limit
                        """)
                .bind("userId", userId)
                .bind("after", after)
                .bind("upTo", upTo)
                .bind("limit", limit)
                .map(EventLog::toEvent)
                .all()
                .collectList();
    }

    /** At most so many at once, oldest first; how many they were. */
    Mono<Long> deleteOlderThan(Instant limit, int atMost) {
        return database.sql("""
                        DELETE FROM event_log
                        WHERE seq IN (SELECT seq FROM event_log WHERE logged_at < :limit ORDER BY seq LIMIT :atMost)
                        """)
                .bind("limit", time(limit))
                .bind("atMost", atMost)
                .fetch()
                .rowsUpdated();
    }

    private static Event toEvent(Readable row) {
        return new Event(
                required(row, "seq", Long.class),
                required(row, "type", String.class),
                row.get("user_id", UUID.class),
                required(row, "data", String.class),
                instant(row, "occurred_at"));
    }
}
