package io.fluxmart.unseeding;

import static io.fluxmart.platform.postgres.Values.required;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Demo products. One that stands in an order that stays, stays. */
@Component
class DemoProductStore {

    /** {@link io.fluxmart.seeding.SeedPlan} numbers them from 1. */
    private static final String DEMO_SKU = "'^DEMO-[0-9]{5,}$'";

    /** How many go, and how many stay. */
    record Counts(long removable, long kept) {}

    private final DatabaseClient database;

    DemoProductStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param owners whose orders will go */
    Mono<Counts> count(List<Owner> owners) {
        return database.sql("""
                        SELECT count(*) FILTER (WHERE stays) AS kept, count(*) FILTER (WHERE NOT stays) AS removable
                        FROM (SELECT EXISTS (
                                  SELECT FROM order_items i JOIN orders o ON o.id = i.order_id
                                  WHERE i.product_id = p.id AND o.user_id <> ALL (:ids)) AS stays
                              FROM products p
                              WHERE sku ~ %s) p
                        """.formatted(DEMO_SKU))
                .bind("ids", Owner.ids(owners))
                .map(row -> new Counts(required(row, "removable", Long.class), required(row, "kept", Long.class)))
                .one();
    }

    Mono<List<Long>> listRemovable() {
        return database.sql("""
                        SELECT id FROM products p
                        WHERE sku ~ %s AND NOT EXISTS (SELECT FROM order_items i WHERE i.product_id = p.id)
                        ORDER BY id
                        """.formatted(DEMO_SKU))
                .map(row -> required(row, "id", Long.class))
                .all()
                .collectList();
    }

    /** Those that nobody has ordered since; the ids of those that went. */
    Flux<Long> delete(List<Long> ids) {
        return database.sql("""
                        DELETE FROM products p
                        WHERE id = ANY (:ids) AND NOT EXISTS (SELECT FROM order_items i WHERE i.product_id = p.id)
                        RETURNING id
                        """)
                .bind("ids", ids.toArray(Long[]::new))
                .map(row -> required(row, "id", Long.class))
                .all();
    }

    /** @param slugs of those that demo products had */
    Mono<Void> deleteEmptyCategories(List<String> slugs) {
        return database.sql("""
                        DELETE FROM categories c
                        WHERE slug = ANY (:slugs) AND NOT EXISTS (SELECT FROM products p WHERE p.category = c.slug)
                        """).bind("slugs", slugs.toArray(String[]::new)).then();
    }
}
