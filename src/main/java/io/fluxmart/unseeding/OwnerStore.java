package io.fluxmart.unseeding;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.seeding.DemoIds;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Demo users and all that they own in PostgreSQL. Each removal is a step of a transaction that the caller holds. */
@Component
class OwnerStore {

    /**
     * Those that somebody real depends on: who sent them money or received some, made a movement of theirs or a step of one
     * of their orders, or asked for an import; and those that such a one depends on in turn.
     */
    private static final String KEPT = """
            WITH RECURSIVE kept (id) AS (
                (SELECT n.id
                 FROM ledger_entries e, LATERAL (VALUES (e.other_account_id), (e.created_by)) AS n (id)
                 WHERE e.balance IS NOT NULL AND e.account_id NOT BETWEEN :first AND :last AND n.id BETWEEN :first AND :last
                 UNION
                 SELECT t.made_by
                 FROM orders o JOIN order_transitions t ON t.order_id = o.id
                 WHERE o.user_id NOT BETWEEN :first AND :last AND t.made_by BETWEEN :first AND :last
                 UNION
                 SELECT requested_by FROM imports WHERE requested_by BETWEEN :first AND :last)
                UNION
                SELECT n.id
                FROM kept k, LATERAL (
                    SELECT unnest(ARRAY[e.other_account_id, e.created_by]) FROM ledger_entries e WHERE e.account_id = k.id
                    UNION
                    SELECT t.made_by FROM orders o JOIN order_transitions t ON t.order_id = o.id WHERE o.user_id = k.id
                ) AS n (id)
                WHERE n.id BETWEEN :first AND :last)
            """;

    private final DatabaseClient database;

    OwnerStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<UUID>> listKept() {
        return database.sql(KEPT + "SELECT id FROM kept")
                .bind("first", DemoIds.firstUser())
                .bind("last", DemoIds.lastUser())
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    Mono<List<Owner>> listRemovable() {
        return database.sql(KEPT + """
                        , linked AS (
                            SELECT DISTINCT account_id AS id FROM ledger_entries
                            WHERE account_id BETWEEN :first AND :last AND other_account_id BETWEEN :first AND :last),
                        bought AS (
                            SELECT user_id AS id, count(*) AS orders FROM orders
                            WHERE user_id BETWEEN :first AND :last
                            GROUP BY user_id)
                        SELECT u.id, coalesce(b.orders, 0) AS orders, l.id IS NOT NULL AS is_linked
                        FROM users u
                        LEFT JOIN bought b USING (id)
                        LEFT JOIN linked l USING (id)
                        WHERE u.id BETWEEN :first AND :last AND u.id NOT IN (SELECT id FROM kept)
                        ORDER BY u.id
                        """)
                .bind("first", DemoIds.firstUser())
                .bind("last", DemoIds.lastUser())
                .map(row -> new Owner(
                        required(row, "id", UUID.class),
                        required(row, "orders", Long.class),
                        required(row, "is_linked", Boolean.class)))
                .all()
                .collectList();
    }

    /** Whoever is signed in has to sign in again, on every node that asks before the rows are gone. How many. */
    Mono<Long> voidTokens(List<Owner> owners) {
        return database.sql("""
                        UPDATE users SET token_generation = token_generation + 1, tokens_voided_at = now()
                        WHERE id = ANY (:ids)
                        """).bind("ids", Owner.ids(owners)).fetch().rowsUpdated();
    }

    /** Nobody can come to own anything that they did not own before, nor be paid, until the transaction is over. */
    Mono<Void> lock(List<Owner> owners) {
        return lock("SELECT id FROM users WHERE id = ANY (:ids) ORDER BY id FOR UPDATE", owners)
                .then(lock(
                        "SELECT user_id AS id FROM wallets WHERE user_id = ANY (:ids) ORDER BY id FOR UPDATE", owners));
    }

    private Mono<Void> lock(String sql, List<Owner> owners) {
        return database.sql(sql)
                .bind("ids", Owner.ids(owners))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .then();
    }

    /** Of these, who shares a movement with somebody who is not of them and has an account; and with whom they share one. */
    Mono<Set<UUID>> listEntangled(List<Owner> owners) {
        return database.sql("""
                        WITH RECURSIVE owners AS MATERIALIZED (SELECT unnest(:ids::uuid[]) AS id),
                        entangled (id) AS (
                            SELECT e.account_id FROM owners o JOIN ledger_entries e ON e.account_id = o.id
                            WHERE e.other_account_id NOT IN (SELECT id FROM owners)
                              AND EXISTS (SELECT FROM users u WHERE u.id = e.other_account_id)
                            UNION
                            SELECT e.other_account_id FROM entangled t JOIN ledger_entries e ON e.account_id = t.id
                            WHERE e.other_account_id IN (SELECT id FROM owners))
                        SELECT id FROM entangled
                        """)
                .bind("ids", Owner.ids(owners))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** Movements as a whole, both their entries; then orders, and then wallets. */
    Mono<Void> deleteBooks(List<Owner> owners) {
        return run("""
                        DELETE FROM ledger_entries WHERE movement_id IN (
                            SELECT movement_id FROM ledger_entries WHERE account_id = ANY (:ids))
                        """, owners)
                .then(run("DELETE FROM orders WHERE user_id = ANY (:ids)", owners))
                .then(run("DELETE FROM wallets WHERE user_id = ANY (:ids)", owners));
    }

    /** With what nobody else will ever hear of. How many went. */
    Mono<Long> deleteUsers(List<Owner> owners) {
        return run("DELETE FROM outbox WHERE user_id = ANY (:ids)", owners)
                .then(database.sql("DELETE FROM users WHERE id = ANY (:ids)")
                        .bind("ids", Owner.ids(owners))
                        .fetch()
                        .rowsUpdated());
    }

    private Mono<Void> run(String sql, List<Owner> owners) {
        return database.sql(sql).bind("ids", Owner.ids(owners)).then();
    }

    /**
     * Lets go of the space that deleted rows take. Whenever a user is deleted, PostgreSQL looks through these tables for rows
     * that name the user as their maker; there is no index for that, since nothing else ever asks.
     */
    Mono<Void> vacuum() {
        return database.sql("VACUUM ledger_entries, order_transitions").then();
    }
}
