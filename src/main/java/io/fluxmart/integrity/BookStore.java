package io.fluxmart.integrity;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.integrity.Verdict.Extent;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class BookStore {

    private final DatabaseClient database;

    BookStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Extent> measure() {
        return database.sql("""
                        SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM orders) AS orders,
                               (SELECT count(DISTINCT movement_id) FROM ledger_entries) AS movements,
                               (SELECT last_seq FROM event_log_head) AS last_event,
                               (SELECT max(created_at) FROM orders) AS last_order_at
                        """)
                .map(row -> new Extent(
                        required(row, "users", Long.class),
                        required(row, "orders", Long.class),
                        required(row, "movements", Long.class),
                        required(row, "last_event", Long.class),
                        instant(row.get("last_order_at", OffsetDateTime.class))))
                .one();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** At most so many, in no particular order. */
    Flux<Finding> listFindings(Rule rule, int limit) {
        return database.sql("SELECT what FROM (" + rule.violations() + ") AS broken LIMIT :limit")
                .bind("limit", limit)
                .map(row -> new Finding(rule.name(), required(row, "what", String.class)))
                .all();
    }
}
