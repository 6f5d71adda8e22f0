package io.fluxmart.wallets;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Workload "bank", after Jepsen: whatever clients do, money is neither made nor lost. */
@FluxmartTest
class BankTests {

    private static final int CLIENTS = 64;
    private static final int WALLETS = 100;
    private static final long EACH = 1_000;
    private static final Duration RUN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Recorder statements;

    @Autowired
    ConnectionPool pool;

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    @Test
    void neitherMakesNorLosesMoney() {
        List<Customer> customers = customers();
        long begin = System.nanoTime();

        Flux.range(0, CLIENTS)
                .flatMap(
                        client -> {
                            Random random = new Random(client);
                            return Mono.defer(() -> act(customers, random))
                                    .repeat(() -> System.nanoTime() - begin < RUN.toNanos());
                        },
                        CLIENTS)
                .then()
                .block(PATIENCE);

        awaitWritesOfCancelledClients();
        assertThat(statuses.keySet())
                .as("%s, %s cancelled, %s replayed", statuses, cancelled, replayed)
                .containsAnyOf(201)
                .isSubsetOf(Set.of(201, 409));
        assertThat(cancelled).hasPositiveValue();
        assertThat(replayed).hasPositiveValue();
        assertBooksBalance(customers);
    }

    /** T4: equal transfers in opposite directions deadlocked. */
    @Test
    void letsOppositeTransfersPassEachOther() {
        Customer one = shop.newCustomer(10_000);
        Customer other = shop.newCustomer(10_000);
        statements.clear();

        List<Integer> outcomes = Flux.range(0, 400)
                .flatMap(
                        i -> i % 2 == 0
                                ? shop.transfer(one, other.id(), 7, unique("key"))
                                : shop.transfer(other, one.id(), 7, unique("key")),
                        CLIENTS)
                .map(Reply::status)
                .collectList()
                .block(PATIENCE);

        assertThat(outcomes).containsOnly(201);
        assertThat(statements.runsOf("INSERT INTO ledger_entries"))
                .as("none was tried again after a deadlock")
                .isEqualTo(400);
        assertThat(shop.balanceOf(one)).isEqualTo(10_000);
        assertThat(shop.balanceOf(other)).isEqualTo(10_000);
    }

    private List<Customer> customers() {
        return IntStream.range(0, WALLETS).mapToObj(i -> shop.newCustomer(EACH)).toList();
    }

    /** One transfer; every fifth is sent twice with its key, every seventh client hangs up after a moment. */
    private Mono<Void> act(List<Customer> customers, Random random) {
        int from = random.nextInt(WALLETS);
        int to = (from + 1 + random.nextInt(WALLETS - 1)) % WALLETS;
        Mono<Reply> transfer =
                shop.transfer(customers.get(from), customers.get(to).id(), 1 + random.nextInt(400), unique("bank"));
        if (random.nextInt(7) == 0) {
            return hangUp(transfer, Duration.ofMillis(1 + random.nextInt(20)));
        }
        if (random.nextInt(5) == 0) {
            return Flux.merge(transfer, transfer)
                    .doOnNext(this::count)
                    .then(transfer.doOnNext(this::count))
                    .then();
        }
        return transfer.doOnNext(this::count).then();
    }

    private Mono<Void> hangUp(Mono<Reply> transfer, Duration after) {
        return transfer.timeout(after)
                .doOnNext(this::count)
                .doOnError(TimeoutException.class, late -> cancelled.incrementAndGet())
                .onErrorComplete(TimeoutException.class)
                .then();
    }

    private void count(Reply reply) {
        statuses.computeIfAbsent(reply.status(), status -> new AtomicInteger()).incrementAndGet();
        Optional.ofNullable(reply.header("Idempotent-Replayed")).ifPresent(yes -> replayed.incrementAndGet());
    }

    /** They run to their end on their own. */
    private void awaitWritesOfCancelledClients() {
        PoolMetrics connections = pool.getMetrics().orElseThrow();
        await("no connection is asked for or in use")
                .atMost(Duration.ofSeconds(20))
                .until(() -> connections.pendingAcquireSize() == 0 && connections.acquiredSize() == 0);
    }

    private void assertBooksBalance(List<Customer> customers) {
        Map<String, ?> ours = Map.of("ids", customers.stream().map(Customer::id).toArray(UUID[]::new));
        assertThat(books.number("SELECT sum(balance)::bigint FROM wallets WHERE user_id = ANY (:ids)", ours))
                .as("the total is what was deposited")
                .isEqualTo(WALLETS * EACH);
        assertThat(books.number("SELECT count(*) FROM wallets WHERE balance < 0", Map.of()))
                .isZero();
        assertThat(books.number("""
                        SELECT count(*) FROM wallets w
                        WHERE w.user_id = ANY (:ids) AND w.balance <> (
                            SELECT sum(amount) FROM ledger_entries e WHERE e.account_id = w.user_id)
                        """, ours))
                .as("each balance is the sum of its entries")
                .isZero();
        assertThat(books.number("""
                        SELECT count(*) FROM (
                            SELECT movement_id FROM ledger_entries GROUP BY movement_id
                            HAVING count(*) <> 2 OR sum(amount) <> 0) AS odd
                        """, Map.of())).as("two entries, zero together").isZero();
        assertThat(books.number("""
                        SELECT count(*) FROM (
                            SELECT e.balance - e.amount AS before,
                                   lag(e.balance, 1, 0) OVER (PARTITION BY e.account_id ORDER BY e.id) AS previous
                            FROM ledger_entries e WHERE e.account_id = ANY (:ids)) AS steps
                        WHERE before <> previous
                        """, ours))
                .as("each entry begins where the one before it ended")
                .isZero();
    }
}
