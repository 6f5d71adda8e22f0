package io.fluxmart.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;

/** All rows and documents of some stores, to be compared with what they are later. */
public final class Contents {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What a thing is, whenever and under which number it was written; passwords are salted. */
    private static final Map<String, String> ESSENCE = Map.of(
            "users",
                    "id, username, email, first_name, last_name, age, bio, roles, status, last_login_at, created_at, version",
            "products", "id, sku, name, description, category, price_amount, stock, revision",
            "categories", "slug, name",
            "wallets", "user_id, balance, currency, version",
            "ledger_entries",
                    "movement_id, kind, account_id, other_account_id, amount, balance, order_id, created_by, created_at",
            "orders", "id, user_id, status, total_amount, version, created_at, updated_at",
            "order_items", "order_id, product_id, product_name, quantity, unit_price_amount",
            "order_transitions", "order_id, from_status, to_status, made_by, made_at");

    private static final String EVENTS = """
            (SELECT type, data::text, occurred_at FROM outbox UNION ALL SELECT type, data::text, occurred_at FROM event_log) e
            """;

    private Contents() {}

    /** Every column of every table but Liquibase's, every document, and every event, logged or not. */
    public static Map<String, String> all(Books books, ReactiveMongoOperations mongo) {
        Map<String, String> contents = new TreeMap<>(documents(mongo));
        tables(books).forEach(table -> contents.put(table, checksum(books, table, "*")));
        contents.put("events", checksum(books, EVENTS, "*"));
        return contents;
    }

    /** What is there, but not when and in which order it came there. */
    public static Map<String, String> essence(Books books, ReactiveMongoOperations mongo) {
        Map<String, String> contents = new TreeMap<>(documents(mongo));
        ESSENCE.forEach((table, columns) -> contents.put(table, checksum(books, table, columns)));
        return contents;
    }

    private static List<String> tables(Books books) {
        return books.texts("""
                SELECT table_name::text FROM information_schema.tables
                WHERE table_schema = 'public' AND table_name NOT LIKE 'databasechangelog%'
                  AND table_name NOT IN ('outbox', 'event_log', 'event_log_head')
                ORDER BY 1
                """, Map.of());
    }

    private static String checksum(Books books, String table, String columns) {
        return books.texts("""
                        SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '')
                        FROM (SELECT %s FROM %s) t
                        """.formatted(columns, table), Map.of()).get(0);
    }

    private static Map<String, String> documents(ReactiveMongoOperations mongo) {
        Map<String, String> contents = new LinkedHashMap<>();
        List<String> names = mongo.getCollectionNames().collectList().block(PATIENCE);
        names.stream().filter(name -> !name.startsWith("system.")).forEach(name -> {
            List<String> documents = mongo.findAll(Document.class, name)
                    .doOnNext(document -> document.remove("origin"))
                    .map(Document::toJson)
                    .sort()
                    .collectList()
                    .block(PATIENCE);
            contents.put(name, documents.size() + " " + documents.hashCode());
        });
        return contents;
    }
}
