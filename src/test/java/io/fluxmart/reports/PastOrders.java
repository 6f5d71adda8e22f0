package io.fluxmart.reports;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Shop;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Writes orders of the years before 2003, where no other test looks, and takes all of them away again. */
final class PastOrders {

    private static final Map<String, ?> PAST = Map.of("end", OffsetDateTime.parse("2003-01-01T00:00:00Z"));
    private static final int CHUNK = 10_000;

    private final Books books;

    PastOrders(Books books) {
        this.books = books;
    }

    void insertUser(UUID id, String username) {
        books.run("""
                INSERT INTO users (id, username, email, password_hash, first_name)
                VALUES (:id, :username, :username || '@past.example', 'none', 'Past')
                """, Map.of("id", id, "username", username));
    }

    UUID newUser() {
        UUID id = UUID.randomUUID();
        insertUser(id, Shop.unique("past"));
        return id;
    }

    /** @param category begins with {@code past-} */
    long newProduct(String category) {
        books.run(
                "INSERT INTO categories (slug, name) VALUES (:slug, :slug) ON CONFLICT DO NOTHING",
                Map.of("slug", category));
        return books.number("""
                INSERT INTO products (sku, name, category, price_amount, price_currency)
                VALUES (:sku, 'Past', :category, 1, 'USD')
                RETURNING id
                """, Map.of("sku", Shop.unique("past"), "category", category));
    }

    void insert(UUID userId, String status, String createdAt, PastOrder.Line... lines) {
        insert(List.of(new PastOrder(UUID.randomUUID(), userId, status, Instant.parse(createdAt), List.of(lines))));
    }

    /** In chunks that stay within the time limit for a statement. */
    void insert(List<PastOrder> orders) {
        for (int start = 0; start < orders.size(); start += CHUNK) {
            insertChunk(orders.subList(start, Math.min(orders.size(), start + CHUNK)));
        }
    }

    private void insertChunk(List<PastOrder> orders) {
        books.run(
                """
                INSERT INTO orders (id, user_id, status, total_amount, total_currency, created_at, updated_at)
                SELECT o.id, o.user_id, o.status, o.total, 'USD', o.created_at, o.created_at
                FROM unnest(:ids::uuid[], :userIds::uuid[], :statuses::text[], :totals::bigint[],
                            :times::timestamptz[]) AS o (id, user_id, status, total, created_at)
                """,
                Map.of(
                        "ids", column(orders, PastOrder::id, UUID[]::new),
                        "userIds", column(orders, PastOrder::userId, UUID[]::new),
                        "statuses", column(orders, PastOrder::status, String[]::new),
                        "totals", column(orders, PastOrder::total, Long[]::new),
                        "times",
                                column(
                                        orders,
                                        order -> order.createdAt().atOffset(ZoneOffset.UTC),
                                        OffsetDateTime[]::new)));
        books.run("""
                INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                SELECT i.order_id, i.product_id, 'Past', i.quantity, i.unit_price
                FROM unnest(:orderIds::uuid[], :productIds::bigint[], :quantities::int[], :unitPrices::bigint[])
                     AS i (order_id, product_id, quantity, unit_price)
                """, items(orders));
    }

    private static Map<String, ?> items(List<PastOrder> orders) {
        List<PastOrder.Line> lines =
                orders.stream().flatMap(order -> order.lines().stream()).toList();
        Map<String, Object> items = new HashMap<>();
        items.put(
                "orderIds",
                orders.stream()
                        .flatMap(order -> order.lines().stream().map(line -> order.id()))
                        .toArray(UUID[]::new));
        items.put("productIds", column(lines, PastOrder.Line::productId, Long[]::new));
        items.put("quantities", column(lines, PastOrder.Line::quantity, Integer[]::new));
        items.put("unitPrices", column(lines, PastOrder.Line::unitPrice, Long[]::new));
        return items;
    }

    private static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    /** Leaves the tables as small as they were, for the tests that come after. */
    void deleteAll() {
        while (books.number("""
                WITH past AS (SELECT id FROM orders WHERE created_at < :end LIMIT 10000),
                gone AS (DELETE FROM orders o USING past WHERE o.id = past.id RETURNING 1)
                SELECT count(*) FROM gone
                """, PAST) > 0) {}
        books.run("DELETE FROM products WHERE category LIKE 'past-%'", Map.of());
        books.run("DELETE FROM categories WHERE slug LIKE 'past-%'", Map.of());
        books.run("DELETE FROM users WHERE email LIKE '%@past.example'", Map.of());
    }

    /** What follows a mass of changes, and what the planner needs to know before. */
    void vacuum() {
        Stream.of("orders", "order_items", "products", "users")
                .forEach(table -> books.run("VACUUM (ANALYZE) " + table, Map.of()));
    }
}
