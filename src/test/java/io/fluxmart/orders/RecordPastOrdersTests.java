package io.fluxmart.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxmart.orders.PastOrder.Line;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.problem.Failure;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Invariants;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

@FluxmartTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordPastOrdersTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant LONG_AGO = Instant.parse("2010-02-03T04:05:06.789Z");
    private static final long PRICE = 1_999;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    RecordPastOrders recordPastOrders;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    Recorder statements;

    private Customer rich;
    private Customer poor;
    private long mug;
    private long gift;

    @BeforeAll
    void openShop() {
        rich = shop.newCustomer(5_000);
        poor = shop.newCustomer();
        mug = shop.newProduct(7, PRICE);
        gift = shop.newProduct(7, 0);
    }

    @Test
    void leaveTheBooksAsIfTheyHadBeenPlacedHere() {
        List<PastOrder> orders = new ArrayList<>();
        for (OrderStatus status : OrderStatus.values()) {
            orders.add(order(rich, status, LONG_AGO, mugs(2)));
            orders.add(order(poor, status, LONG_AGO, mugs(1), new Line(gift, "Gift", 3, 0)));
            orders.add(order(poor, status, LONG_AGO, new Line(gift, "Gift", 1, 0)));
        }

        Set<UUID> added = insert(orders);

        assertThat(added).isEqualTo(orders.stream().map(PastOrder::id).collect(Collectors.toSet()));
        assertThat(Invariants.brokenFor(List.of(rich.id(), poor.id()), books)).isEmpty();
        assertThat(shop.balanceOf(rich)).isEqualTo(5_000);
        assertThat(shop.balanceOf(poor)).isZero();
        assertThat(shop.stockOf(mug)).as("what is left after them").isEqualTo(7);
        assertThat(books.number("SELECT count(*) FROM outbox WHERE data::text LIKE :id", about(orders.get(0))))
                .as("events")
                .isZero();
    }

    @Test
    void showTheirHistory() {
        PastOrder delivered = order(rich, OrderStatus.DELIVERED, LONG_AGO, mugs(3));
        insert(List.of(delivered));

        JsonNode shown = shop.get("/api/orders/" + delivered.id(), rich).json();
        JsonNode steps =
                shop.get("/api/orders/" + delivered.id() + "/steps", rich).json();

        assertThat(shown.path("total").path("amount").asLong()).isEqualTo(3 * PRICE);
        assertThat(shown.path("createdAt").asString()).isEqualTo(LONG_AGO.toString());
        assertThat(steps.findValuesAsString("to")).containsExactly("processing", "shipped", "delivered");
        assertThat(steps.findValuesAsString("by")).containsOnly("buyer");
        assertThat(steps.findValuesAsString("at")).isSorted().allMatch(at -> at.startsWith("2010-02-0"));
    }

    @Test
    void lieInThePastHoweverYoung() {
        Instant justNow = Instant.now().minusSeconds(5);
        List<PastOrder> orders = List.of(
                order(poor, OrderStatus.DELIVERED, justNow, mugs(1)),
                order(poor, OrderStatus.CANCELLED, justNow, mugs(1)));

        insert(orders);

        assertThat(Invariants.brokenFor(Set.of(poor.id()), books)).isEmpty();
    }

    @Test
    void comeInOnce() {
        PastOrder known = order(rich, OrderStatus.SHIPPED, LONG_AGO, mugs(1));
        PastOrder fresh = order(rich, OrderStatus.SHIPPED, LONG_AGO, mugs(2));
        insert(List.of(known));
        PastOrder sameId = new PastOrder(known.id(), poor.id(), OrderStatus.DELIVERED, LONG_AGO, List.of(mugs(9)));

        assertThat(insert(List.of(sameId, fresh))).containsExactly(fresh.id());
        assertThat(insert(List.of(sameId, fresh))).isEmpty();
        assertThat(insert(List.of())).isEmpty();

        assertThat(shop.get("/api/orders/" + known.id(), rich)
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("shipped");
        assertThat(Invariants.brokenFor(List.of(rich.id(), poor.id()), books)).isEmpty();
    }

    @Test
    void takeThreeStatementsHoweverManyTheyAre() {
        List<PastOrder> orders = IntStream.range(0, 300)
                .mapToObj(i -> order(poor, OrderStatus.DELIVERED, LONG_AGO.plusSeconds(i), mugs(1)))
                .toList();
        statements.clear();

        assertThat(insert(orders)).hasSize(300);

        assertThat(statements.runsOf("INSERT INTO orders (id, user_id, status, total_amount, total_currency, version,"
                        + " created_at, updated_at)\nSELECT"))
                .isOne();
        assertThat(statements.runsOf("INSERT INTO order_items (order_id, product_id, product_name, quantity,"
                        + " unit_price_amount)\n    SELECT *"))
                .isOne();
        assertThat(statements.runsOf("INSERT INTO wallets AS w")).isOne();
    }

    /** A wallet holds 2^53 - 1 at most, and a total passes through it. */
    @Test
    void refuseWhatAWalletCannotHoldAndChangeNothing() {
        PastOrder small = order(rich, OrderStatus.DELIVERED, LONG_AGO, mugs(1));
        PastOrder huge = order(rich, OrderStatus.DELIVERED, LONG_AGO, new Line(mug, "Mug", 1, (1L << 53) - 1));
        PastOrder largest = order(poor, OrderStatus.DELIVERED, LONG_AGO, new Line(mug, "Mug", 1, (1L << 53) - 1));

        assertThatThrownBy(() -> insert(List.of(small, huge)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot hold");

        assertThat(books.number("SELECT count(*) FROM orders WHERE id = :id", Map.of("id", small.id())))
                .isZero();
        assertThat(rehearse(largest)).containsExactly(largest.id());
        assertThat(Invariants.brokenFor(List.of(rich.id(), poor.id()), books)).isEmpty();
    }

    /** Nobody is to lead the ranking of customers for ever. */
    private Set<UUID> rehearse(PastOrder order) {
        return transaction
                .execute(changes -> {
                    changes.setRollbackOnly();
                    return recordPastOrders.insertMissing(List.of(order));
                })
                .blockFirst(PATIENCE);
    }

    @Test
    void knowWhenTheirTotalIsTooMuch() {
        PastOrder tooMuch = order(rich, OrderStatus.DELIVERED, LONG_AGO, new Line(mug, "Mug", 3, Long.MAX_VALUE / 2));

        assertThatThrownBy(tooMuch::total).isInstanceOf(ArithmeticException.class);
    }

    private Set<UUID> insert(List<PastOrder> orders) {
        return transaction.transactional(recordPastOrders.insertMissing(orders)).block(PATIENCE);
    }

    private static PastOrder order(Customer buyer, OrderStatus status, Instant at, Line... lines) {
        return new PastOrder(Ids.next(), buyer.id(), status, at, List.of(lines));
    }

    private Line mugs(int quantity) {
        return new Line(mug, "Mug", quantity, PRICE);
    }

    private static Map<String, String> about(PastOrder order) {
        return Map.of("id", "%" + order.id() + "%");
    }
}
