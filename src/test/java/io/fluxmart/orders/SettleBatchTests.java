package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.idempotency.Claim;
import io.fluxmart.orders.Verdict.Held;
import io.fluxmart.orders.Verdict.Placed;
import io.fluxmart.orders.Verdict.Refused;
import io.fluxmart.problem.Failure;
import io.fluxmart.products.StockLine;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.LockedProduct;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** One transaction for many orders, each with its own outcome. */
@FluxmartTest
class SettleBatchTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID NOBODY = new UUID(7, 7);

    @Autowired
    SettleBatch settleBatch;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Recorder transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    private UUID buyer;

    @BeforeEach
    void signUp() {
        buyer = shop.newCustomer().id();
    }

    @Test
    void executesTheSameStatementsForOneOrderAndForFifty() {
        long product = shop.newProduct(100);

        List<String> forOne = statementsOf(purchases(1, product));
        List<String> forFifty = statementsOf(purchases(50, product));

        assertThat(forFifty).isEqualTo(forOne);
        assertThat(forOne).hasSize(6);
        assertThat(shop.stockOf(product)).isEqualTo(49);
    }

    /** The last of the stock goes to who came first, and each is told for itself. */
    @Test
    void refusesWhoeverFindsTooLittleAndServesTheOthers() {
        long product = shop.newProduct(5);
        long other = shop.newProduct(5);
        List<Purchase> batch = List.of(
                purchase(buyer, line(product, 4)), purchase(buyer, line(product, 2)), purchase(buyer, line(other, 5)));

        List<Verdict> verdicts = settle(batch);

        assertThat(verdicts.get(0)).isInstanceOf(Placed.class);
        assertThat(codeOf(verdicts.get(1))).isEqualTo("out_of_stock");
        assertThat(verdicts.get(2)).isInstanceOf(Placed.class);
        assertThat(List.of(shop.stockOf(product), shop.stockOf(other))).containsExactly(1, 0);
    }

    /** A buyer who is no user any more breaks the statement for all; then the batch is split until they are alone. */
    @Test
    void keepsAPoisonedOrderFromHarmingTheOthers() {
        long product = shop.newProduct(100);
        List<Purchase> batch = new ArrayList<>(purchases(20, product));
        batch.add(11, purchase(NOBODY, line(product, 1)));

        List<Verdict> verdicts = settle(batch);

        assertThat(verdicts).hasSize(21);
        assertThat(((Refused) verdicts.remove(11)).why()).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(verdicts).hasOnlyElementsOfType(Placed.class);
        assertThat(shop.stockOf(product)).isEqualTo(80);
        assertThat(books.sold(product)).isEqualTo(20);
        assertThat(keysOf(buyer)).isEqualTo(20);
    }

    @Test
    void decidesAnewWhenAnotherTransactionHasOrderedABasketOfTheBatch() {
        long product = shop.newProduct(10);
        Basket cart = Basket.of(UUID.randomUUID(), List.of(line(product, 4)));
        settle(List.of(purchase(buyer, cart)));

        List<Verdict> verdicts = settle(List.of(purchase(buyer, cart), purchase(buyer, line(product, 6))));

        assertThat(codeOf(verdicts.get(0))).isEqualTo("already_ordered");
        assertThat(verdicts.get(1))
                .as("what the first would have taken is left")
                .isInstanceOf(Placed.class);
        assertThat(shop.stockOf(product)).isZero();
    }

    @Test
    void repeatsStoredAnswersBesideNewOrders() {
        long product = shop.newProduct(10);
        Purchase first = purchase(buyer, line(product, 1));
        byte[] answer = settle(List.of(first)).get(0).answer().body();

        List<Verdict> verdicts = settle(List.of(first, purchase(buyer, line(product, 1))));

        assertThat(verdicts.get(0).answer().isReplayed()).isTrue();
        assertThat(verdicts.get(0).answer().body()).isEqualTo(answer);
        assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
        assertThat(shop.stockOf(product)).isEqualTo(8);
    }

    @Test
    void waitsForNobodyWhoHoldsAProduct() {
        long held = shop.newProduct(10);
        long free = shop.newProduct(10);
        List<Purchase> batch = List.of(purchase(buyer, line(held, 1)), purchase(buyer, line(free, 1)));
        try (LockedProduct locked = new LockedProduct(database, transaction, held)) {
            List<Verdict> verdicts = settle(batch);

            assertThat(verdicts.get(0)).isInstanceOf(Held.class);
            assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
        }
        assertThat(settle(batch).get(0)).as("it left its key free").isInstanceOf(Placed.class);
    }

    /** As long as PostgreSQL lets an order wait for a lock, which is long in tests. */
    @Test
    @Tag("faults")
    void refusesOnlyThoseWhoseProductIsHeldForTooLong() {
        long held = shop.newProduct(10);
        long free = shop.newProduct(10);
        List<Purchase> batch = List.of(purchase(buyer, line(held, 1)), purchase(buyer, line(free, 1)));
        try (LockedProduct locked = new LockedProduct(database, transaction, held)) {
            List<Verdict> verdicts = settleBatch.patiently(batch).block(PATIENCE);

            assertThat(codeOf(verdicts.get(0))).isEqualTo("contention");
            assertThat(verdicts.get(1)).isInstanceOf(Placed.class);
        }
        assertThat(books.sold(held)).isZero();
    }

    private List<Verdict> settle(List<Purchase> batch) {
        return new ArrayList<>(settleBatch.withoutWaiting(batch).block(PATIENCE));
    }

    private List<String> statementsOf(List<Purchase> batch) {
        transactions.clear();
        assertThat(settle(batch)).hasOnlyElementsOfType(Placed.class);
        List<List<String>> checkouts = transactions.containing("INSERT INTO orders");
        assertThat(checkouts).hasSize(1);
        return checkouts.get(0);
    }

    private List<Purchase> purchases(int count, long product) {
        return IntStream.range(0, count)
                .mapToObj(i -> purchase(buyer, line(product, 1)))
                .toList();
    }

    private static Purchase purchase(UUID buyer, StockLine line) {
        return purchase(buyer, Basket.of(List.of(line)));
    }

    private static Purchase purchase(UUID buyer, Basket basket) {
        return new Purchase(buyer, new Claim(buyer, unique("key"), new byte[32]), () -> basket);
    }

    private static StockLine line(long product, int quantity) {
        return new StockLine(product, quantity);
    }

    private long keysOf(UUID user) {
        return books.number("SELECT count(*) FROM idempotency_keys WHERE user_id = :id", Map.of("id", user));
    }

    private static String codeOf(Verdict verdict) {
        return ((Failure) ((Refused) verdict).why()).code();
    }
}
