package io.fluxmart.seeding;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.seeding.Batches.Numbers;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What of the demonstration data is there, and the catalogue, which no other room takes in by the thousand. */
@Component
class DemoStore {

    private final DatabaseClient database;

    DemoStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Long> countFixedUsers() {
        return count("SELECT count(*) FROM users WHERE id = ANY (:ids)", "ids", fixedUsers());
    }

    Mono<Long> countUsers(Numbers numbers) {
        return countBetween("users", DemoIds.user(numbers.first()), DemoIds.user(numbers.last()));
    }

    Mono<Long> countOrders(Numbers numbers) {
        return countBetween("orders", DemoIds.order(numbers.first()), DemoIds.order(numbers.last()));
    }

    Mono<Long> countProducts(int products) {
        return count("SELECT count(*) FROM products WHERE sku = ANY (:skus)", "skus", skus(products));
    }

    /** @param table one of ours */
    private Mono<Long> countBetween(String table, UUID first, UUID last) {
        return database.sql("SELECT count(*) AS n FROM %s WHERE id BETWEEN :first AND :last".formatted(table))
                .bind("first", first)
                .bind("last", last)
                .map(row -> required(row, "n", Long.class))
                .one();
    }

    private Mono<Long> count(String sql, String name, Object value) {
        return database.sql(sql)
                .bind(name, value)
                .map(row -> required(row, "count", Long.class))
                .one();
    }

    /** Those who can have ordered something: two of the fixed users, and of the others so many as there are. */
    Mono<List<UUID>> listBuyers(int users) {
        return database.sql("""
                        SELECT id FROM users
                        WHERE id IN (:user, :second) OR id BETWEEN :first AND :last
                        ORDER BY id
                        """)
                .bind("user", DemoUser.USER.id())
                .bind("second", DemoUser.SECOND.id())
                .bind("first", DemoIds.user(1))
                .bind("last", DemoIds.user(users))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    /** In the order of their numbers. */
    Mono<List<SoldProduct>> listProducts(int products) {
        return database.sql("""
                        SELECT p.id, p.name, p.category, p.price_amount
                        FROM unnest(:skus::text[]) WITH ORDINALITY AS s (sku, place) JOIN products p USING (sku)
                        ORDER BY s.place
                        """)
                .bind("skus", skus(products))
                .map(row -> new SoldProduct(
                        required(row, "id", Long.class),
                        required(row, "name", String.class),
                        required(row, "category", String.class),
                        required(row, "price_amount", Long.class)))
                .all()
                .collectList();
    }

    /** Of seeded orders that were delivered, the first line each; in the order of the orders' ids. */
    Mono<List<DemoPurchase>> listPurchases(UUID after, int limit) {
        return database.sql("""
                        SELECT o.id, o.user_id, o.updated_at,
                               (SELECT min(i.product_id) FROM order_items i WHERE i.order_id = o.id) AS product_id
                        FROM orders o
                        WHERE o.id > :after AND o.id < :end AND o.status = 'delivered'
                        ORDER BY o.id
                        LIMIT :limit
                        """)
                .bind("after", after)
                .bind("end", DemoIds.post(0))
                .bind("limit", limit)
                .map(row -> new DemoPurchase(
                        required(row, "id", UUID.class),
                        required(row, "user_id", UUID.class),
                        required(row, "product_id", Long.class),
                        instant(row, "updated_at")))
                .all()
                .collectList();
    }

    Mono<Void> insertCategories(List<String> slugs) {
        return database.sql("""
                        INSERT INTO categories (slug, name)
                        SELECT slug, initcap(slug) FROM unnest(:slugs::text[]) AS s (slug)
                        ON CONFLICT DO NOTHING
                        """).bind("slugs", slugs.toArray(String[]::new)).then();
    }

    /**
     * The n-th gets the id n where the sequence has passed it and nobody has it: whoever is seeded anew has the id that it
     * had. How many came in.
     *
     * @param first the number of the first of them
     */
    Mono<Long> insertProducts(int first, List<DemoProduct> products, String currency) {
        return database.sql("""
                        INSERT INTO products (id, sku, name, description, category, price_amount, price_currency, stock)
                        SELECT CASE WHEN number <= passed AND NOT EXISTS (SELECT FROM products t WHERE t.id = number)
                                    THEN number ELSE nextval(ids) END,
                               sku, name, description, category, price, :currency, stock
                        FROM (SELECT p.*, s.ids, coalesce(pg_sequence_last_value(s.ids), 0) AS passed
                              FROM (SELECT pg_get_serial_sequence('products', 'id')::regclass AS ids) s,
                                   unnest(:numbers::bigint[], :skus::text[], :names::text[], :descriptions::text[],
                                          :categories::text[], :prices::bigint[], :stocks::int[])
                                       AS p (number, sku, name, description, category, price, stock)
                              WHERE NOT EXISTS (SELECT FROM products t WHERE t.sku = p.sku)
                              ORDER BY number) missing
                        ON CONFLICT DO NOTHING
                        """)
                .bind("currency", currency)
                .bind(
                        "numbers",
                        IntStream.range(first, first + products.size())
                                .mapToObj(Long::valueOf)
                                .toArray(Long[]::new))
                .bind("skus", texts(products, DemoProduct::sku))
                .bind("names", texts(products, DemoProduct::name))
                .bind("descriptions", texts(products, DemoProduct::description))
                .bind("categories", texts(products, DemoProduct::category))
                .bind("prices", products.stream().map(DemoProduct::price).toArray(Long[]::new))
                .bind("stocks", products.stream().map(DemoProduct::stock).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated();
    }

    private static UUID[] fixedUsers() {
        return DemoUser.ALL.stream().map(DemoUser::id).toArray(UUID[]::new);
    }

    private static String[] skus(int products) {
        return IntStream.rangeClosed(1, products).mapToObj(DemoCatalogue::sku).toArray(String[]::new);
    }

    private static String[] texts(List<DemoProduct> products, Function<DemoProduct, String> column) {
        return products.stream().map(column).toArray(String[]::new);
    }
}
