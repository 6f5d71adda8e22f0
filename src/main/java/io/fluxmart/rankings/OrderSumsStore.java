package io.fluxmart.rankings;

import static io.fluxmart.platform.postgres.Values.required;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.fluxmart.products.StockLine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The same figures as PostgreSQL adds them up, and what belongs to them. */
@Component
class OrderSumsStore {

    private final DatabaseClient database;

    OrderSumsStore(DatabaseClient database) {
        this.database = database;
    }

    /** Reads all orders. */
    Mono<List<ProductSales>> listMostSold(int count) {
        return database.sql("""
                        SELECT i.product_id, sum(i.quantity) AS sold
                        FROM orders o JOIN order_items i ON i.order_id = o.id
                        WHERE o.status <> 'cancelled'
                        GROUP BY i.product_id
                        ORDER BY sold DESC, i.product_id
                        LIMIT :count
                        """)
                .bind("count", count)
                .map(row ->
                        new ProductSales(required(row, "product_id", Long.class), required(row, "sold", Long.class)))
                .all()
                .collectList();
    }

    /** Reads all orders. Closed accounts are left out. */
    Mono<List<CustomerSpending>> listTopSpenders(int count) {
        return database.sql("""
                        SELECT o.user_id, sum(o.total_amount)::bigint AS spent, count(*) AS orders
                        FROM orders o JOIN users u ON u.id = o.user_id
                        WHERE o.status <> 'cancelled' AND u.deleted_at IS NULL
                        GROUP BY o.user_id
                        HAVING sum(o.total_amount) > 0
                        ORDER BY spent DESC, o.user_id
                        LIMIT :count
                        """)
                .bind("count", count)
                .map(row -> new CustomerSpending(
                        required(row, "user_id", UUID.class),
                        required(row, "spent", Long.class),
                        required(row, "orders", Long.class)))
                .all()
                .collectList();
    }

    /** What was in the orders, by order id. */
    Mono<Map<UUID, List<StockLine>>> findLines(Collection<UUID> orderIds) {
        return database.sql("""
                        SELECT order_id, product_id, quantity
                        FROM order_items
                        WHERE order_id = ANY (:ids)
                        """)
                .bind("ids", orderIds.toArray(UUID[]::new))
                .map(row -> Map.entry(
                        required(row, "order_id", UUID.class),
                        new StockLine(
                                required(row, "product_id", Long.class), required(row, "quantity", Integer.class))))
                .all()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Those of them whose accounts are not closed, by id. */
    Mono<Map<UUID, Person>> findPeople(Collection<UUID> userIds) {
        return database.sql("""
                        SELECT id, username, email
                        FROM users
                        WHERE id = ANY (:ids) AND deleted_at IS NULL
                        """)
                .bind("ids", userIds.toArray(UUID[]::new))
                .map(row -> new Person(
                        required(row, "id", UUID.class),
                        required(row, "username", String.class),
                        required(row, "email", String.class)))
                .all()
                .collectMap(Person::id);
    }

    /** How a customer is shown. */
    record Person(UUID id, String username, String email) {}
}
