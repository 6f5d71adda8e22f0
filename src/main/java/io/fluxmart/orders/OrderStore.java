package io.fluxmart.orders;

import static io.fluxmart.platform.postgres.Values.time;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class OrderStore {

    private final DatabaseClient database;

    OrderStore(DatabaseClient database) {
        this.database = database;
    }

    /** Order and items in one statement. */
    Mono<Void> insert(Order order) {
        List<OrderItem> items = order.items();
        return database.sql("""
                        WITH placed AS (
                            INSERT INTO orders (id, user_id, status, total_amount, total_currency, version,
                                                created_at, updated_at)
                            VALUES (:id, :userId, :status, :total, :currency, :version, :createdAt, :updatedAt))
                        INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                        SELECT :id, i.product_id, i.product_name, i.quantity, i.unit_price
                        FROM unnest(:productIds::bigint[], :productNames::text[], :quantities::int[],
                                    :unitPrices::bigint[]) AS i (product_id, product_name, quantity, unit_price)
                        """)
                .bind("id", order.id())
                .bind("userId", order.userId())
                .bind("status", order.status().word())
                .bind("total", order.total().amount())
                .bind("currency", order.total().currencyCode())
                .bind("version", order.version())
                .bind("createdAt", time(order.createdAt()))
                .bind("updatedAt", time(order.updatedAt()))
                .bind("productIds", items.stream().map(OrderItem::productId).toArray(Long[]::new))
                .bind("productNames", items.stream().map(OrderItem::productName).toArray(String[]::new))
                .bind("quantities", items.stream().map(OrderItem::quantity).toArray(Integer[]::new))
                .bind(
                        "unitPrices",
                        items.stream().map(item -> item.unitPrice().amount()).toArray(Long[]::new))
                .then();
    }

    /** How many orders went from pending to cancelled: one, or none when it is not theirs or not pending. */
    Mono<Long> updatePendingToCancelled(UUID id, UUID userId) {
        return database.sql("""
                        UPDATE orders
                        SET status = 'cancelled', version = version + 1, updated_at = clock_timestamp()
                        WHERE id = :id AND user_id = :userId AND status = 'pending'
                        """).bind("id", id).bind("userId", userId).fetch().rowsUpdated();
    }

    Mono<Order> findOf(UUID userId, UUID id) {
        return database.sql("""
                        SELECT o.id, o.user_id, o.status, o.total_amount, o.total_currency, o.version,
                               o.created_at, o.updated_at,
                               i.product_id, i.product_name, i.quantity, i.unit_price_amount
                        FROM orders o JOIN order_items i ON i.order_id = o.id
                        WHERE o.id = :id AND o.user_id = :userId
                        ORDER BY i.product_id
                        """)
                .bind("id", id)
                .bind("userId", userId)
                .map(OrderRow::of)
                .all()
                .collectList()
                .flatMap(rows -> Mono.justOrEmpty(OrderRow.fold(rows).stream().findFirst()));
    }

    /** Newest first, one order more than the limit where there is one; orders and items in one statement. */
    Mono<List<Order>> listOf(UUID userId, OrderPlace after, int limit) {
        return database.sql("""
                        WITH page AS (
                            SELECT * FROM orders
                            WHERE user_id = :userId AND (created_at, id) < (:afterTime, :afterId)
                            ORDER BY created_at DESC, id DESC
                            LIMIT :limit)
                        SELECT o.id, o.user_id, o.status, o.total_amount, o.total_currency, o.version,
                               o.created_at, o.updated_at,
                               i.product_id, i.product_name, i.quantity, i.unit_price_amount
                        FROM page o JOIN order_items i ON i.order_id = o.id
                        ORDER BY o.created_at DESC, o.id DESC, i.product_id
                        """)
                .bind("userId", userId)
                .bind("afterTime", time(after.createdAt()))
                .bind("afterId", after.id())
                .bind("limit", limit + 1)
                .map(OrderRow::of)
                .all()
                .collectList()
                .map(OrderRow::fold);
    }
}
