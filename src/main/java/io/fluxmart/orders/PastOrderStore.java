package io.fluxmart.orders;

import static io.fluxmart.platform.postgres.Values.column;
import static io.fluxmart.platform.postgres.Values.required;
import static io.fluxmart.platform.postgres.Values.time;

import io.fluxmart.money.MoneySettings;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Orders by the thousand. */
@Component
class PastOrderStore {

    private record ItemOf(UUID orderId, PastOrder.Line line) {}

    private record StepOf(PastOrder order, OrderStep step) {}

    private final DatabaseClient database;
    private final MoneySettings money;

    PastOrderStore(DatabaseClient database, MoneySettings money) {
        this.database = database;
        this.money = money;
    }

    Mono<Set<UUID>> listPresent(Collection<UUID> ids) {
        return database.sql("SELECT id FROM orders WHERE id = ANY (:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In the order of their ids, so that two who take in the same orders queue up. The ids of those that came in. */
    Mono<Set<UUID>> insertOrders(List<PastSteps> orders) {
        return database.sql("""
                        INSERT INTO orders (id, user_id, status, total_amount, total_currency, version, created_at, updated_at)
                        SELECT id, user_id, status, total, :currency, version, placed_at, changed_at
                        FROM unnest(:ids::uuid[], :userIds::uuid[], :statuses::text[], :totals::bigint[],
                                    :versions::bigint[], :placedAts::timestamptz[], :changedAts::timestamptz[])
                             AS o (id, user_id, status, total, version, placed_at, changed_at)
                        ORDER BY id
                        ON CONFLICT (id) DO NOTHING
                        RETURNING id
                        """)
                .bind("currency", money.currency().getCurrencyCode())
                .bind("ids", column(orders, past -> past.order().id(), UUID[]::new))
                .bind("userIds", column(orders, past -> past.order().userId(), UUID[]::new))
                .bind("statuses", column(orders, past -> past.order().status().word(), String[]::new))
                .bind("totals", column(orders, past -> past.order().total(), Long[]::new))
                .bind("versions", column(orders, PastSteps::version, Long[]::new))
                .bind("placedAts", column(orders, past -> time(past.order().placedAt()), OffsetDateTime[]::new))
                .bind("changedAts", column(orders, past -> time(past.changedAt()), OffsetDateTime[]::new))
                .map(row -> required(row, "id", UUID.class))
                .all()
                .collect(Collectors.toUnmodifiableSet());
    }

    Mono<Void> insertItemsAndSteps(List<PastSteps> orders) {
        List<ItemOf> items = orders.stream()
                .flatMap(past -> past.order().lines().stream()
                        .map(line -> new ItemOf(past.order().id(), line)))
                .toList();
        List<StepOf> steps = orders.stream()
                .flatMap(past -> past.steps().stream().map(step -> new StepOf(past.order(), step)))
                .toList();
        return insert(items, steps);
    }

    private Mono<Void> insert(List<ItemOf> items, List<StepOf> steps) {
        return database.sql("""
                        WITH items AS (
                            INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                            SELECT * FROM unnest(:itemOrders::uuid[], :productIds::bigint[], :productNames::text[],
                                                 :quantities::int[], :unitPrices::bigint[]))
                        INSERT INTO order_transitions (order_id, from_status, to_status, made_by, made_at)
                        SELECT order_id, from_status, to_status, made_by, made_at
                        FROM unnest(:stepOrders::uuid[], :froms::text[], :tos::text[], :bys::uuid[], :ats::timestamptz[])
                             WITH ORDINALITY AS s (order_id, from_status, to_status, made_by, made_at, place)
                        ORDER BY place
                        """)
                .bind("itemOrders", column(items, ItemOf::orderId, UUID[]::new))
                .bind("productIds", column(items, item -> item.line().productId(), Long[]::new))
                .bind("productNames", column(items, item -> item.line().productName(), String[]::new))
                .bind("quantities", column(items, item -> item.line().quantity(), Integer[]::new))
                .bind("unitPrices", column(items, item -> item.line().unitPrice(), Long[]::new))
                .bind("stepOrders", column(steps, each -> each.order().id(), UUID[]::new))
                .bind("froms", column(steps, each -> each.step().from().word(), String[]::new))
                .bind("tos", column(steps, each -> each.step().to().word(), String[]::new))
                .bind("bys", column(steps, each -> each.order().userId(), UUID[]::new))
                .bind("ats", column(steps, each -> time(each.step().at()), OffsetDateTime[]::new))
                .then();
    }
}
