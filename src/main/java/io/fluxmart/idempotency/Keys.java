package io.fluxmart.idempotency;

import static io.fluxmart.platform.postgres.Values.column;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.fluxmart.idempotency.KeyState.Answered;
import io.fluxmart.idempotency.KeyState.Free;
import io.fluxmart.idempotency.KeyState.Taken;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The keys of many requests at once, inside the caller's transaction: held before the effects, answered behind them. Key,
 * effect and answer commit or vanish together; a refused effect leaves its key free.
 */
@Component
public class Keys {

    /** A key, and what came of the effect under it. */
    public record Outcome(Claim claim, Answer answer) {}

    private final DatabaseClient database;

    Keys(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Holds those that are free until the transaction ends, and reads what the others stand for. Waits for nobody: an
     * advisory lock tells a twin at once that the first is at it.
     *
     * @param claims at most one for each key
     */
    public Mono<Map<Claim.Key, KeyState>> hold(List<Claim> claims) {
        return findTaken(claims).map(taken -> {
            Map<Claim.Key, KeyState> states = new HashMap<>(taken);
            claims.forEach(claim -> states.putIfAbsent(claim.key(), new Free()));
            return states;
        });
    }

    /** All are tried; rows come only of those that are not free, and that is hardly ever one. */
    private Mono<Map<Claim.Key, KeyState>> findTaken(List<Claim> claims) {
        return database.sql("""
                        WITH tried AS MATERIALIZED (
                            SELECT c.user_id, c.key, stored.fingerprint, stored.resource_id, stored.answer,
                                   pg_try_advisory_xact_lock(hashtextextended(c.user_id::text || ' ' || c.key, 0)) AS is_ours
                            FROM unnest(:users::uuid[], :keys::text[]) AS c (user_id, key)
                            LEFT JOIN LATERAL (
                                SELECT fingerprint, resource_id, answer
                                FROM idempotency_keys k
                                WHERE k.user_id = c.user_id AND k.key = c.key
                                LIMIT 1) stored ON true)
                        SELECT user_id, key, fingerprint, resource_id, answer
                        FROM tried
                        WHERE answer IS NOT NULL OR NOT is_ours
                        """)
                .bind("users", column(claims, claim -> claim.key().userId(), UUID[]::new))
                .bind("keys", column(claims, claim -> claim.key().word(), String[]::new))
                .map(row -> Map.entry(keyOf(row), stateOf(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Stores the answers of keys that are held. {@link AnsweredMeanwhile} when a twin committed between the moment that
     * {@link #hold} looked at and the moment it had the lock; whoever asks again sees its answer.
     */
    public Mono<Void> answer(List<Outcome> outcomes) {
        return database.sql("""
                        INSERT INTO idempotency_keys (user_id, key, fingerprint, resource_id, answer)
                        SELECT user_id, key, decode(fingerprint, 'base64'), resource_id, decode(answer, 'base64')
                        FROM unnest(:users::uuid[], :keys::text[], :fingerprints::text[], :resourceIds::uuid[],
                                    :answers::text[]) AS a (user_id, key, fingerprint, resource_id, answer)
                        ON CONFLICT (user_id, key) DO NOTHING
                        """)
                .bind("users", column(outcomes, outcome -> outcome.claim().key().userId(), UUID[]::new))
                .bind("keys", column(outcomes, outcome -> outcome.claim().key().word(), String[]::new))
                .bind(
                        "fingerprints",
                        column(outcomes, outcome -> base64(outcome.claim().fingerprint()), String[]::new))
                .bind(
                        "resourceIds",
                        column(outcomes, outcome -> outcome.answer().resourceId(), UUID[]::new))
                .bind(
                        "answers",
                        column(outcomes, outcome -> base64(outcome.answer().body()), String[]::new))
                .fetch()
                .rowsUpdated()
                .doOnNext(stored -> requireAll(stored, outcomes))
                .then();
    }

    /** The driver sends arrays of bytes in a form that PostgreSQL does not read back as it was. */
    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
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

    private static void requireAll(long stored, List<Outcome> outcomes) {
        if (stored < outcomes.size()) {
            throw new AnsweredMeanwhile();
        }
    }

    private static Claim.Key keyOf(Readable row) {
        return new Claim.Key(required(row, "user_id", UUID.class), required(row, "key", String.class));
    }

    private static KeyState stateOf(Readable row) {
        byte[] answer = row.get("answer", byte[].class);
        return answer == null
                ? new Taken()
                : new Answered(
                        required(row, "fingerprint", byte[].class),
                        new Answer(required(row, "resource_id", UUID.class), answer, true));
    }
}
