package io.fluxmart.reports;

import static io.fluxmart.platform.postgres.Values.instantOrNull;
import static io.fluxmart.platform.postgres.Values.required;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class CustomerOrdersStore {

    /** The page is cut before the join, so that only its own users' orders are counted. */
    static final String PAGE = """
            WITH page AS (
                SELECT id, username, email FROM users
                WHERE id > :after AND deleted_at IS NULL
                ORDER BY id
                LIMIT :limit)
            SELECT page.id, page.username, page.email, count(o.id) AS orders, max(o.created_at) AS last_order_at
            FROM page LEFT JOIN orders o ON o.user_id = page.id
            GROUP BY page.id, page.username, page.email
            ORDER BY page.id
            """;

    private final DatabaseClient database;

    CustomerOrdersStore(DatabaseClient database) {
        this.database = database;
    }

    /** By id; one more than the limit, where there is one. */
    Mono<List<CustomerOrders>> list(UUID after, int limit) {
        return database.sql(PAGE)
                .bind("after", after)
                .bind("limit", limit + 1)
                .map(CustomerOrdersStore::toCustomerOrders)
                .all()
                .collectList();
    }

    private static CustomerOrders toCustomerOrders(Readable row) {
        return new CustomerOrders(
                required(row, "id", UUID.class),
                required(row, "username", String.class),
                required(row, "email", String.class),
                required(row, "orders", Long.class),
                instantOrNull(row, "last_order_at"));
    }
}
