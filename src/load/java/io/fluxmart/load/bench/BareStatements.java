package io.fluxmart.load.bench;

import io.fluxmart.load.bench.BareShop.Line;
import io.fluxmart.load.bench.BareShop.Order;
import io.fluxmart.load.bench.BareShop.Placed;
import io.fluxmart.load.bench.BareShop.Refused;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each order by one statement, which is its own transaction; division by zero takes a refused one back. */
record BareStatements(ConnectionPool pool) implements BareShop.BareOrders {

    private static final String SQL = """
            WITH wanted AS (
                SELECT * FROM unnest($3::bigint[], $4::int[]) AS w (product_id, quantity)),
            locked AS (
                SELECT p.id, p.name, p.price_amount, p.stock, w.quantity
                FROM products p JOIN wanted w ON w.product_id = p.id
                ORDER BY p.id
                FOR NO KEY UPDATE OF p),
            taken AS (
                UPDATE products p SET stock = l.stock - l.quantity
                FROM locked l
                WHERE p.id = l.id AND l.stock >= l.quantity
                RETURNING p.id),
            verdict AS (
                SELECT (SELECT sum(price_amount * quantity)::bigint FROM locked)
                       / CASE WHEN (SELECT count(*) FROM taken) = cardinality($3::bigint[]) THEN 1 ELSE 0 END AS total),
            placed AS (
                INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at)
                SELECT $1::uuid, $2::uuid, total, 'USD', now(), now() FROM verdict),
            items AS (
                INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                SELECT $1::uuid, id, name, quantity, price_amount FROM locked)
            SELECT total FROM verdict
            """;

    @Override
    public Mono<Placed> place(Order order) {
        return Mono.usingWhen(pool.create(), connection -> write(connection, order), Connection::close);
    }

    private static Mono<Placed> write(Connection connection, Order order) {
        return Flux.from(connection
                        .createStatement(SQL)
                        .bind("$1", order.id())
                        .bind("$2", order.buyer())
                        .bind("$3", order.lines().stream().map(Line::productId).toArray(Long[]::new))
                        .bind("$4", order.lines().stream().map(Line::quantity).toArray(Integer[]::new))
                        .execute())
                .concatMap(result -> result.map(row -> row.get("total", Long.class)))
                .onErrorMap(failed -> new Refused())
                .single()
                .map(total -> new Placed(order.id(), order.buyer(), "pending", total));
    }
}
