package io.fluxmart.orders;

import static io.fluxmart.platform.postgres.Values.column;
import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class OrderStore {

    private final DatabaseClient database;

    OrderStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Orders and their items in one statement; {@link OrdersStand} when there are orders of some ids already. In the order of
     * ids, so that two who insert the same ones queue up instead of deadlocking.
     */
    Mono<Void> insert(List<Order> orders) {
        List<OrderLine> lines = orders.stream().flatMap(OrderLine::of).toList();
        return database.sql("""
                        WITH placed AS (
                            INSERT INTO orders (id, user_id, status, total_amount, total_currency, version,
                                                created_at, updated_at)
                            SELECT *
                            FROM unnest(:ids::uuid[], :userIds::uuid[], :statuses::text[], :totals::bigint[],
                                        :currencies::text[], :versions::bigint[], :createdAts::timestamptz[],
                                        :updatedAts::timestamptz[]) AS o (id)
                            ORDER BY o.id
                            ON CONFLICT (id) DO NOTHING
                            RETURNING id),
                        lines AS (
                            INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                            SELECT i.*
                            FROM unnest(:orderIds::uuid[], :productIds::bigint[], :productNames::text[],
                                        :quantities::int[], :unitPrices::bigint[]) AS i (order_id)
                            JOIN placed ON placed.id = i.order_id)
                        SELECT o.id FROM unnest(:ids::uuid[]) AS o (id)
                        EXCEPT SELECT id FROM placed
                        """)
                .bind("ids", column(orders, Order::id, UUID[]::new))
                .bind("userIds", column(orders, Order::userId, UUID[]::new))
                .bind("statuses", column(orders, order -> order.status().word(), String[]::new))
                .bind("totals", column(orders, order -> order.total().amount(), Long[]::new))
                .bind("currencies", column(orders, order -> order.total().currencyCode(), String[]::new))
                .bind("versions", column(orders, Order::version, Long[]::new))
                .bind("createdAts", column(orders, order -> time(order.createdAt()), OffsetDateTime[]::new))
                .bind("updatedAts", column(orders, order -> time(order.updatedAt()), OffsetDateTime[]::new))
                .bind("orderIds", column(lines, OrderLine::orderId, UUID[]::new))
                .bind("productIds", column(lines, line -> line.item().productId(), Long[]::new))
                .bind("productNames", column(lines, line -> line.item().productName(), String[]::new))
                .bind("quantities", column(lines, line -> line.item().quantity(), Integer[]::new))
                .bind(
                        "unitPrices",
                        column(lines, line -> line.item().unitPrice().amount(), Long[]::new))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet())
                .doOnNext(OrderStore::requireNoneStanding)
                .then();
    }

    private static void requireNoneStanding(Set<UUID> standing) {
        if (!standing.isEmpty()) {
            throw new OrdersStand(standing);
        }
    }

    /** One row of order_items. */
    private record OrderLine(UUID orderId, OrderItem item) {

        static Stream<OrderLine> of(Order order) {
            return order.items().stream().map(item -> new OrderLine(order.id(), item));
        }
    }

    /**
     * Locks the order, and changes it where the table of transitions allows; the history is written beside it. Empty
     * when there is no such order, or it is not theirs. The order alone is locked: PostgreSQL refuses to lock through an
     * outer join, and needs no lock on items, which never change.
     */
    Mono<Transition.Outcome> updateStatus(Transition transition) {
        return database.sql("""
                        WITH locked AS (
                            SELECT id, status, version FROM orders
                            WHERE id = :id AND (:owner::uuid IS NULL OR user_id = :owner)
                            FOR NO KEY UPDATE),
                        changed AS (
                            UPDATE orders o
                            SET status = :to, version = l.version + 1, updated_at = clock_timestamp()
                            FROM locked l
                            WHERE o.id = l.id AND l.status = ANY (:previous)
                            RETURNING o.id, l.status AS from_status, o.updated_at),
                        history AS (
                            INSERT INTO order_transitions (order_id, from_status, to_status, made_by, made_at)
                            SELECT id, from_status, :to, :by, updated_at FROM changed)
                        SELECT status, EXISTS (SELECT FROM changed) AS is_changed FROM locked
                        """)
                .bind("id", transition.orderId())
                .bind("owner", nullable(transition.owner(), UUID.class))
                .bind("to", transition.to().word())
                .bind("previous", wordsOf(transition.to().previous()))
                .bind("by", transition.by())
                .map(row -> new Transition.Outcome(
                        OrderStatus.of(required(row, "status", String.class)),
                        required(row, "is_changed", Boolean.class)))
                .one();
    }

    private static String[] wordsOf(List<OrderStatus> statuses) {
        return statuses.stream().map(OrderStatus::word).toArray(String[]::new);
    }

    /** Oldest first; none for an order that was only placed. */
    Mono<List<OrderStep>> listSteps(Order order) {
        return database.sql("""
                        SELECT from_status, to_status, made_by, made_at
                        FROM order_transitions
                        WHERE order_id = :id
                        ORDER BY id
                        """)
                .bind("id", order.id())
                .map(row -> new OrderStep(
                        OrderStatus.of(required(row, "from_status", String.class)),
                        OrderStatus.of(required(row, "to_status", String.class)),
                        OrderStep.By.of(required(row, "made_by", UUID.class), order),
                        instant(row, "made_at")))
                .all()
                .collectList();
    }

    /** @param owner whose order it must be; anybody's when null */
    Mono<Order> find(UUID id, @Nullable UUID owner) {
        return database.sql("""
                        SELECT o.id, o.user_id, o.status, o.total_amount, o.total_currency, o.version,
                               o.created_at, o.updated_at,
                               i.product_id, i.product_name, i.quantity, i.unit_price_amount
                        FROM orders o JOIN order_items i ON i.order_id = o.id
                        WHERE o.id = :id AND (:owner::uuid IS NULL OR o.user_id = :owner)
                        ORDER BY i.product_id
                        """)
                .bind("id", id)
                .bind("owner", nullable(owner, UUID.class))
                .map(OrderRow::of)
                .all()
                .collectList()
                .flatMap(rows -> Mono.justOrEmpty(OrderRow.fold(rows).stream().findFirst()));
    }

    /** Newest first, one order more than the limit where there is one; orders and items in one statement. */
    Mono<List<Order>> listOf(UUID userId, OrderPlace after, int limit) {
        return database.sql("""
                        WITH page AS (
                            SELECT * FROM orders
                            WHERE user_id = :userId AND (created_at, id) < (:afterTime, :afterId)
                            ORDER BY created_at DESC, id DESC
                            LIMIT :limit)
                        SELECT o.id, o.user_id, o.status, o.total_amount, o.total_currency, o.version,
                               o.created_at, o.updated_at,
                               i.product_id, i.product_name, i.quantity, i.unit_price_amount
                        FROM page o JOIN order_items i ON i.order_id = o.id
                        ORDER BY o.created_at DESC, o.id DESC, i.product_id
                        """)
                .bind("userId", userId)
                .bind("afterTime", time(after.createdAt()))
                .bind("afterId", after.id())
                .bind("limit", limit + 1)
                .map(OrderRow::of)
                .all()
                .collectList()
                .map(OrderRow::fold);
    }
}
