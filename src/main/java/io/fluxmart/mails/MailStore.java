package io.fluxmart.mails;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The mails that were written, and the events that they are about. */
@Component
class MailStore {

    private final DatabaseClient database;

    MailStore(DatabaseClient database) {
        this.database = database;
    }

    /** Empty when the mail is written, or the event is no longer known. */
    Mono<OwedMail> findOwed(long eventSeq) {
        return database.sql("""
                        SELECT e.seq, e.user_id, e.type, e.data::text, u.first_name
                        FROM event_log e
                        LEFT JOIN users u ON u.id = e.user_id AND u.deleted_at IS NULL
                        WHERE e.seq = :seq
                          AND NOT EXISTS (SELECT FROM mails m WHERE m.event_seq = e.seq)
                        """).bind("seq", eventSeq).map(MailStore::toOwed).one();
    }

    /** How many were written: one, or none when somebody else was first. */
    Mono<Long> insert(OwedMail owed, UUID orderId, @Nullable MailText text) {
        return database.sql("""
                        INSERT INTO mails (event_seq, user_id, kind, order_id, subject, body)
                        VALUES (:seq, :userId, :kind, :orderId, :subject, :body)
                        ON CONFLICT (event_seq) DO NOTHING
                        """)
                .bind("seq", owed.eventSeq())
                .bind("userId", owed.userId())
                .bind("kind", owed.eventType())
                .bind("orderId", orderId)
                .bind("subject", nullable(text == null ? null : text.subject(), String.class))
                .bind("body", nullable(text == null ? null : text.body(), String.class))
                .fetch()
                .rowsUpdated();
    }

    Mono<List<Mail>> list(long after, int limit) {
        return database.sql("""
                        SELECT event_seq, user_id, kind, order_id, subject, body, rendered_at
                        FROM mails
                        WHERE event_seq > :after
                        ORDER BY event_seq
                        LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(MailStore::toMail)
                .all()
                .collectList();
    }

    /**
     * At most so many at once, oldest first; how many they were. None that may be owed again without its row: what is
     * settled, the sweep does not look at, and of an event that is gone a job that comes late finds nothing.
     */
    Mono<Long> deleteOlderThan(Instant limit, int atMost) {
        return database.sql("""
                        DELETE FROM mails
                        WHERE event_seq IN (
                            SELECT m.event_seq FROM mails m
                            WHERE m.rendered_at < :limit
                              AND m.event_seq <= (SELECT min(up_to) FROM mails_settled)
                              AND NOT EXISTS (SELECT FROM event_log e WHERE e.seq = m.event_seq)
                            ORDER BY m.event_seq
                            LIMIT :atMost)
                        """)
                .bind("limit", time(limit))
                .bind("atMost", atMost)
                .fetch()
                .rowsUpdated();
    }

    private static OwedMail toOwed(Readable row) {
        return new OwedMail(
                required(row, "seq", Long.class),
                required(row, "user_id", UUID.class),
                required(row, "type", String.class),
                required(row, "data", String.class),
                row.get("first_name", String.class));
    }

    private static Mail toMail(Readable row) {
        return new Mail(
                required(row, "event_seq", Long.class),
                required(row, "user_id", UUID.class),
                required(row, "kind", String.class),
                required(row, "order_id", UUID.class),
                row.get("subject", String.class),
                row.get("body", String.class),
                instant(row, "rendered_at"));
    }
}
