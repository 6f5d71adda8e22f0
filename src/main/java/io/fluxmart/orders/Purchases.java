package io.fluxmart.orders;

import static io.fluxmart.platform.postgres.Values.required;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What customers have got out of their orders. */
@Component
public class Purchases {

    private final DatabaseClient database;

    Purchases(DatabaseClient database) {
        this.database = database;
    }

    /** Whether the product was in an order of theirs that has been delivered. */
    public Mono<Boolean> hasReceived(UUID userId, long productId) {
        return database.sql("""
                        SELECT EXISTS (
                            SELECT FROM orders o JOIN order_items i ON i.order_id = o.id
                            WHERE o.user_id = :userId AND o.status = 'delivered' AND i.product_id = :productId)
                            AS has_received
                        """)
                .bind("userId", userId)
                .bind("productId", productId)
                .map(row -> required(row, "has_received", Boolean.class))
                .one();
    }
}
