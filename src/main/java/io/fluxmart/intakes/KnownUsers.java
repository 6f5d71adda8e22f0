package io.fluxmart.intakes;

import static io.fluxmart.platform.postgres.Values.required;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who of those that rows name has an open account here, and what is in their wallets, in minor units. */
@Component
class KnownUsers {

    private final DatabaseClient database;

    KnownUsers(DatabaseClient database) {
        this.database = database;
    }

    /** One statement for however many. */
    Mono<Map<UUID, Long>> balances(Stream<Reference> references, String source) {
        return balances(database, """
                SELECT u.id, coalesce(w.balance, 0) AS balance
                FROM users u LEFT JOIN wallets w ON w.user_id = u.id
                WHERE u.id = ANY (:ids) AND u.deleted_at IS NULL
                """, references, source);
    }

    /** Those who would have come in with a dry run as well. */
    Mono<Map<UUID, Long>> balances(Rehearsal rehearsal, Stream<Reference> references, String source) {
        return balances(rehearsal.session(), """
                SELECT u.id, coalesce(w.balance, 0) AS balance
                FROM users u LEFT JOIN wallets w ON w.user_id = u.id
                WHERE u.id = ANY (:ids) AND u.deleted_at IS NULL
                UNION ALL
                SELECT r.id, 0 FROM rehearsed_users r
                WHERE r.id = ANY (:ids) AND r.id NOT IN (SELECT id FROM users WHERE id = ANY (:ids))
                """, references, source);
    }

    private static Mono<Map<UUID, Long>> balances(
            DatabaseClient client, String sql, Stream<Reference> references, String source) {
        UUID[] ids = references
                .flatMap(reference -> reference.targets(source).stream())
                .distinct()
                .toArray(UUID[]::new);
        return client.sql(sql)
                .bind("ids", ids)
                .map(row -> Map.entry(required(row, "id", UUID.class), required(row, "balance", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
