package io.fluxmart.products;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.money.Money;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes pieces off the shelf and puts them back, for other rooms, inside the caller's transaction. One statement
 * whatever the number of lines; rows are locked in id order.
 */
@Component
public class Stock {

    private final DatabaseClient database;

    Stock(DatabaseClient database) {
        this.database = database;
    }

    /** What to do about a product that another transaction is changing. */
    public enum Locking {

        /** Wait until it is through; the server bounds the wait. */
        WAIT(""),

        /** Leave it alone: it is {@link Shelf#isHeld}. Whoever skips never waits, and so never deadlocks. */
        SKIP("SKIP LOCKED");

        private final String clause;

        Locking(String clause) {
            this.clause = clause;
        }
    }

    /**
     * Locks products in id order until the transaction ends, so that two who want the same ones queue up instead of
     * deadlocking, and tells how they stand then (docs/adr/0004: decide on the locked row). One row, whatever their number: to
     * read a row costs more than to read a product.
     */
    public Mono<Shelves> lock(Collection<Long> productIds, Locking locking) {
        return database.sql("""
                        WITH locked AS MATERIALIZED (
                            SELECT id, name, price_amount, price_currency, stock
                            FROM products
                            WHERE id = ANY (:ids)
                            ORDER BY id
                            FOR NO KEY UPDATE %s)
                        SELECT coalesce(array_agg(id), '{}') AS ids,
                               coalesce(array_agg(name::text), '{}') AS names,
                               coalesce(array_agg(price_amount), '{}') AS amounts,
                               coalesce(array_agg(price_currency::text), '{}') AS currencies,
                               coalesce(array_agg(stock), '{}') AS stocks,
                               CASE WHEN count(*) < cardinality(:ids::bigint[]) THEN ARRAY (
                                   SELECT p.id FROM products p
                                   WHERE p.id = ANY (:ids) AND p.id NOT IN (SELECT id FROM locked))
                               ELSE '{}' END AS held
                        FROM locked
                        """.formatted(locking.clause))
                .bind("ids", productIds.toArray(Long[]::new))
                .map(Shelves::of)
                .one();
    }

    /**
     * Takes pieces off the shelf, of products that the transaction has {@link #lock locked} and that have as many.
     *
     * @param lines at most one for each product
     */
    public Mono<Void> take(List<StockLine> lines) {
        return database.sql("""
                        UPDATE products p
                        SET stock = p.stock - t.quantity
                        FROM unnest(:ids::bigint[], :quantities::int[]) AS t (product_id, quantity)
                        WHERE p.id = t.product_id
                        """)
                .bind("ids", idsOf(lines))
                .bind("quantities", quantitiesOf(lines))
                .then();
    }

    /** What is for sale at this moment, by product id; a product that does not exist is missing. Locks nothing. */
    public Mono<Map<Long, Offer>> look(Collection<Long> productIds) {
        return database.sql("""
                        SELECT id, name, price_amount, price_currency, stock
                        FROM products
                        WHERE id = ANY (:ids)
                        """)
                .bind("ids", productIds.toArray(Long[]::new))
                .map(row -> Map.entry(required(row, "id", Long.class), offer(required(row, "name", String.class), row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Puts pieces back, as a cancelled order does. */
    public Mono<Void> putBack(List<StockLine> lines) {
        return database.sql("""
                        WITH returned AS (
                            SELECT * FROM unnest(:ids::bigint[], :quantities::int[]) AS r (product_id, quantity)),
                        locked AS (
                            SELECT p.id, p.stock, r.quantity
                            FROM products p JOIN returned r ON r.product_id = p.id
                            ORDER BY p.id
                            FOR NO KEY UPDATE OF p)
                        UPDATE products p
                        SET stock = l.stock + l.quantity
                        FROM locked l
                        WHERE p.id = l.id
                        """)
                .bind("ids", idsOf(lines))
                .bind("quantities", quantitiesOf(lines))
                .then();
    }

    private static Long[] idsOf(List<StockLine> lines) {
        return lines.stream().map(StockLine::productId).toArray(Long[]::new);
    }

    private static Integer[] quantitiesOf(List<StockLine> lines) {
        return lines.stream().map(StockLine::quantity).toArray(Integer[]::new);
    }

    private static Offer offer(String name, Readable row) {
        Money price =
                Money.of(required(row, "price_amount", Long.class), required(row, "price_currency", String.class));
        return new Offer(name, price, required(row, "stock", Integer.class));
    }
}
