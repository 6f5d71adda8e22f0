package io.fluxmart.rankings;

import static io.fluxmart.platform.postgres.Values.required;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the rankings are rebuilt from; all of it belongs into one transaction with one snapshot. In a snapshot each change
 * of an order has its event either in the log, at or below its head, or in the outbox. So the orders as they stand, less
 * what the outbox still has to tell of them, are the effect of the log, and of nothing else. An order that was placed and
 * cancelled since is in the outbox twice, which is nothing.
 */
@Component
class SnapshotStore {

    private static final int FETCH = 1_000;

    private static final String COUNTED = """
            WITH unlogged AS (
                SELECT (data ->> 'orderId')::uuid AS order_id,
                       sum(CASE type WHEN 'order.placed' THEN 1 ELSE -1 END) AS effect
                FROM outbox
                WHERE type IN ('order.placed', 'order.cancelled')
                GROUP BY 1),
            counted AS (
                SELECT o.id, o.user_id, o.total_amount,
                       CASE o.status WHEN 'cancelled' THEN 0 ELSE 1 END - coalesce(u.effect, 0) AS times
                FROM orders o LEFT JOIN unlogged u ON u.order_id = o.id
                WHERE o.status <> 'cancelled' OR u.effect IS NOT NULL)
            """;

    private final DatabaseClient database;

    SnapshotStore(DatabaseClient database) {
        this.database = database;
    }

    /** For the rest of the transaction. */
    Mono<Void> setStatementTimeout(Duration timeout) {
        return database.sql("SELECT set_config('statement_timeout', :timeout, true)")
                .bind("timeout", timeout.toMillis() + "ms")
                .then();
    }

    /** {@code seq} of the last event in the log. */
    Mono<Long> findHead() {
        return database.sql("SELECT last_seq FROM event_log_head")
                .map(row -> required(row, "last_seq", Long.class))
                .one();
    }

    /** Pieces sold, of each product that sold any. */
    Flux<Score> streamProducts() {
        return database.sql(COUNTED + """
                        SELECT i.product_id, sum(i.quantity * c.times)::bigint AS sold
                        FROM counted c JOIN order_items i ON i.order_id = c.id
                        GROUP BY i.product_id
                        HAVING sum(i.quantity * c.times) <> 0
                        """)
                .filter(statement -> statement.fetchSize(FETCH))
                .map(row -> Score.sold(required(row, "product_id", Long.class), required(row, "sold", Long.class)))
                .all();
    }

    /** Money spent, and orders, of each customer that has any; no score that is zero. */
    Flux<Score> streamCustomers() {
        return database.sql(COUNTED + """
                        SELECT user_id, sum(total_amount * times)::bigint AS spent, sum(times)::bigint AS orders
                        FROM counted
                        GROUP BY user_id
                        HAVING sum(times) <> 0
                        """)
                .filter(statement -> statement.fetchSize(FETCH))
                .map(row -> new CustomerSpending(
                        required(row, "user_id", UUID.class),
                        required(row, "spent", Long.class),
                        required(row, "orders", Long.class)))
                .all()
                .concatMapIterable(CustomerSpending::scores);
    }
}
