package io.fluxmart.products;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.money.Money;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes pieces off the shelf and puts them back, for other rooms, inside the caller's transaction. One statement
 * whatever the number of lines; rows are locked in id order, so that two orders for the same products queue up instead
 * of deadlocking.
 */
@Component
public class Stock {

    private final DatabaseClient database;

    Stock(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Takes what is there and tells line by line; the caller rolls back unless every line {@link Reservation#isTaken}.
     *
     * <p>Condition and new value come from the locked row, not from {@code p.stock}: that one is first read from the
     * statement's snapshot, which may be older than the version that the lock waited for (see docs/adr/0004).
     *
     * @param lines at most one for each product
     */
    public Mono<List<Reservation>> reserve(List<StockLine> lines) {
        return database.sql("""
                        WITH wanted AS (
                            SELECT * FROM unnest(:ids::bigint[], :quantities::int[]) AS w (product_id, quantity)),
                        locked AS (
                            SELECT p.id, p.name, p.price_amount, p.price_currency, p.stock, w.quantity
                            FROM products p JOIN wanted w ON w.product_id = p.id
                            ORDER BY p.id
                            FOR NO KEY UPDATE OF p),
                        taken AS (
                            UPDATE products p
                            SET stock = l.stock - l.quantity
                            FROM locked l
                            WHERE p.id = l.id AND l.stock >= l.quantity
                            RETURNING p.id)
                        SELECT w.product_id, w.quantity, l.name, l.price_amount, l.price_currency, l.stock,
                               t.id IS NOT NULL AS is_taken
                        FROM wanted w
                        LEFT JOIN locked l ON l.id = w.product_id
                        LEFT JOIN taken t ON t.id = w.product_id
                        ORDER BY w.product_id
                        """)
                .bind("ids", idsOf(lines))
                .bind("quantities", quantitiesOf(lines))
                .map(Stock::toReservation)
                .all()
                .collectList();
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

    private static Reservation toReservation(Readable row) {
        return new Reservation(
                new StockLine(required(row, "product_id", Long.class), required(row, "quantity", Integer.class)),
                Optional.ofNullable(row.get("name", String.class)).map(name -> offer(name, row)),
                required(row, "is_taken", Boolean.class));
    }

    private static Offer offer(String name, Readable row) {
        Money price =
                Money.of(required(row, "price_amount", Long.class), required(row, "price_currency", String.class));
        return new Offer(name, price, required(row, "stock", Integer.class));
    }
}
