package io.fluxmart.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;

/** Looks behind the API, into the rows. */
public final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseClient database;

    public Books(DatabaseClient database) {
        this.database = database;
    }

    /** The single number that the statement yields. */
    public long number(String sql, Map<String, ?> values) {
        return database.sql(sql)
                .bindValues(values)
                .map(row -> ((Number) row.get(0)).longValue())
                .one()
                .block(PATIENCE);
    }

    /** The single column that the statement yields, as text. */
    public List<String> texts(String sql, Map<String, ?> values) {
        return database.sql(sql)
                .bindValues(values)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block(PATIENCE);
    }

    public void run(String sql, Map<String, ?> values) {
        database.sql(sql).bindValues(values).then().block(PATIENCE);
    }

    /** Pieces sold in orders that still stand. */
    public long sold(long productId) {
        return number("""
                SELECT coalesce(sum(i.quantity), 0)::bigint
                FROM order_items i JOIN orders o ON o.id = i.order_id
                WHERE i.product_id = :id AND o.status <> 'cancelled'
                """, Map.of("id", productId));
    }
}
