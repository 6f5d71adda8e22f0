package io.fluxmart.mails;

import static io.fluxmart.platform.postgres.Values.required;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which events have no mail, and from where on to look. */
@Component
class OwedMailStore {

    private final DatabaseClient database;

    OwedMailStore(DatabaseClient database) {
        this.database = database;
    }

    /** Types that are new to this version, and that nobody has marked yet: what was logged by now is owed nothing. */
    Mono<Void> settleNewTypes() {
        return database.sql("""
                        INSERT INTO mails_settled (event_type, up_to)
                        SELECT type, last_seq FROM event_log_head, unnest(:types) AS type
                        ON CONFLICT (event_type) DO NOTHING
                        """).bind("types", MailKind.eventTypes()).then();
    }

    /** No event up to this seq is owed a mail that this version knows. */
    Mono<Long> settled() {
        return database.sql("SELECT min(up_to) AS up_to FROM mails_settled WHERE event_type = ANY (:types)")
                .bind("types", MailKind.eventTypes())
                .map(row -> required(row, "up_to", Long.class))
                .one();
    }

    /** For the types that this version knows: of others, it cannot tell what is owed. */
    Mono<Void> settle(long upTo) {
        return database.sql("UPDATE mails_settled SET up_to = :upTo WHERE event_type = ANY (:types) AND up_to < :upTo")
                .bind("upTo", upTo)
                .bind("types", MailKind.eventTypes())
                .then();
    }

    /**
     * Among the next so many events, up to the first that is younger than the grace. The same work however long the log
     * is: log and mails are read by their keys.
     */
    Mono<OwedMails> listOwed(long after, int events, MailSettings settings) {
        return database.sql("""
                        WITH next AS (
                            SELECT seq, type, logged_at FROM event_log WHERE seq > :after ORDER BY seq LIMIT :events),
                        young AS (
                            SELECT min(seq) AS seq FROM next
                            WHERE logged_at > now() - make_interval(secs => :graceSeconds)),
                        old AS (
                            SELECT next.* FROM next, young WHERE young.seq IS NULL OR next.seq < young.seq)
                        SELECT coalesce(max(old.seq), :after) AS up_to,
                               array_agg(old.seq ORDER BY old.seq) FILTER (
                                   WHERE old.type = ANY (:types) AND old.seq > s.up_to AND m.event_seq IS NULL
                                     AND old.logged_at > now() - make_interval(secs => :horizonSeconds)) AS owed
                        FROM old
                        LEFT JOIN mails m ON m.event_seq = old.seq
                        LEFT JOIN mails_settled s ON s.event_type = old.type
                        """)
                .bind("after", after)
                .bind("events", events)
                .bind("types", MailKind.eventTypes())
                .bind("graceSeconds", seconds(settings.grace()))
                .bind("horizonSeconds", seconds(settings.horizon()))
                .map(row -> new OwedMails(after, required(row, "up_to", Long.class), seqsOf(row)))
                .one();
    }

    private static List<Long> seqsOf(Readable row) {
        Long[] seqs = row.get("owed", Long[].class);
        return seqs == null ? List.of() : List.of(seqs);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
