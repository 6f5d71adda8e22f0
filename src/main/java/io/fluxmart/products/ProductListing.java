package io.fluxmart.products;

import io.fluxmart.platform.postgres.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * The statement behind a catalogue page, put together from fixed fragments: one for each filter that was asked for, so
 * that the planner sees only conditions it can use an index for. Values are bound, never written into the text.
 */
final class ProductListing {

    private static final int TRIGRAM = 3;

    private final ProductQuery query;
    private final List<String> conditions = new ArrayList<>(List.of("TRUE"));
    private final Map<String, Object> values = new LinkedHashMap<>();

    ProductListing(ProductQuery query) {
        this.query = query;
        query.q().ifPresent(this::search);
        filter("category = :category", "category", query.category());
        filter("price_amount >= :minPrice", "minPrice", query.minPrice());
        filter("price_amount <= :maxPrice", "maxPrice", query.maxPrice());
        if (query.inStock()) {
            conditions.add("stock > 0");
        }
        query.after().ifPresent(this::startAfter);
    }

    GenericExecuteSpec bindTo(DatabaseClient database) {
        return bindTo(database, "");
    }

    /** @param before a word for PostgreSQL in front of the statement, {@code EXPLAIN} for one */
    GenericExecuteSpec bindTo(DatabaseClient database, String before) {
        return database.sql(before + sql()).bindValues(values).bind("limit", query.limit() + 1);
    }

    private String sql() {
        return """
                        SELECT id, sku, name, description, category, price_amount, price_currency, stock,
                               created_at, updated_at, revision
                        FROM products
                        WHERE %s
                        ORDER BY %s
                        LIMIT :limit
                        """.formatted(String.join(" AND ", conditions), query.sort().orderBy());
    }

    /**
     * Kept from the trigram index where the text has no trigram: the index would be read from end to end and every name
     * looked at, while in the order of the page a few names are enough.
     */
    private void search(String text) {
        boolean hasTrigram =
                text.codePoints().filter(Character::isLetterOrDigit).count() >= TRIGRAM;
        conditions.add(hasTrigram ? "name ILIKE :pattern" : "(name ILIKE :pattern) IS TRUE");
        values.put("pattern", Values.containing(text));
    }

    private void filter(String condition, String name, Optional<?> value) {
        value.ifPresent(present -> {
            conditions.add(condition);
            values.put(name, present);
        });
    }

    private void startAfter(ProductSort.Place place) {
        conditions.add(query.sort().after());
        values.put("afterKey", place.key());
        values.put("afterId", place.id());
    }
}
