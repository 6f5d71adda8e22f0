package io.fluxmart.idempotency;

import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class KeyStore {

    /** What stands under a key; {@code isNew} when this very call put it there. */
    record Entry(
            boolean isNew, byte[] fingerprint, @Nullable Answer answer) {}

    private final DatabaseClient database;

    KeyStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Takes the key, or reads what is stored under it; empty while another transaction has it. The advisory lock keeps
     * twins from waiting for each other on a pooled connection: the second is told at once.
     *
     * <p>A twin that commits between this statement's snapshot and its lock is neither inserted nor seen, and so counts
     * as running; the next try reads its answer.
     */
    Mono<Entry> claim(Claim claim) {
        return database.sql("""
                        WITH turn AS MATERIALIZED (
                            SELECT pg_try_advisory_xact_lock(hashtextextended(:user::text || ' ' || :key, 0)) AS is_mine),
                        taken AS (
                            INSERT INTO idempotency_keys (user_id, key, fingerprint)
                            SELECT :user, :key, :fingerprint FROM turn WHERE is_mine
                            ON CONFLICT (user_id, key) DO NOTHING
                            RETURNING fingerprint)
                        SELECT true AS is_new, fingerprint, NULL::uuid AS resource_id, NULL::bytea AS answer
                        FROM taken
                        UNION ALL
                        SELECT false, fingerprint, resource_id, answer
                        FROM idempotency_keys
                        WHERE user_id = :user AND key = :key AND answer IS NOT NULL
                          AND NOT EXISTS (SELECT FROM taken)
                        """)
                .bind("user", claim.userId())
                .bind("key", claim.key())
                .bind("fingerprint", claim.fingerprint())
                .map(KeyStore::toEntry)
                .one();
    }

    Mono<Void> complete(Claim claim, Answer answer) {
        return database.sql("""
                        UPDATE idempotency_keys
                        SET resource_id = :resourceId, answer = :answer
                        WHERE user_id = :user AND key = :key
                        """)
                .bind("user", claim.userId())
                .bind("key", claim.key())
                .bind("resourceId", answer.resourceId())
                .bind("answer", answer.body())
                .then();
    }

    /** At most so many at once; how many they were. */
    Mono<Long> deleteOlderThan(Instant limit, int atMost) {
        return database.sql("""
                        DELETE FROM idempotency_keys
                        WHERE ctid = ANY (ARRAY (
                            SELECT ctid FROM idempotency_keys WHERE created_at < :limit LIMIT :atMost))
                        """)
                .bind("limit", time(limit))
                .bind("atMost", atMost)
                .fetch()
                .rowsUpdated();
    }

    private static Entry toEntry(Readable row) {
        byte[] fingerprint = required(row, "fingerprint", byte[].class);
        if (required(row, "is_new", Boolean.class)) {
            return new Entry(true, fingerprint, null);
        }
        Answer answer =
                new Answer(required(row, "resource_id", UUID.class), required(row, "answer", byte[].class), true);
        return new Entry(false, fingerprint, answer);
    }
}
