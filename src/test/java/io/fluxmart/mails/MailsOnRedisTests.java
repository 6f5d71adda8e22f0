package io.fluxmart.mails;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.EmbeddedRedisServer;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One node that writes mails, with a Redis of its own, which the tests take away. */
@FluxmartTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailsOnRedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    static Path directory;

    @Autowired
    Shop sharedShop;

    @Autowired
    Books books;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    private EmbeddedRedisServer redis;
    private Node node;
    private Shop shop;
    private long mug;
    private Customer buyerOfOld;

    /** As on the first start: there are events already, and the change set takes note of the last one. */
    @BeforeAll
    void start() {
        mug = sharedShop.newProduct(1_000);
        buyerOfOld = sharedShop.newCustomer();
        sharedShop.placed(buyerOfOld, mug, 1);
        awaitLogged(buyerOfOld, 1);
        settleAll();
        redis = new EmbeddedRedisServer(directory);
        node = Node.start(Map.of(
                "spring.data.redis.url",
                redis.url(),
                "fluxmart.mails.enabled",
                true,
                "fluxmart.mails.sweep-interval",
                "300ms",
                "fluxmart.mails.grace",
                "200ms",
                "fluxmart.jobs.visibility",
                "2s",
                "fluxmart.jobs.poll-interval",
                "100ms",
                "fluxmart.jobs.first-delay",
                "100ms",
                "fluxmart.jobs.max-delay",
                "1s"));
        shop = node.shop();
        await().atMost(PATIENCE).until(() -> jobs().status() == 200);
    }

    @AfterAll
    void stop() {
        node.close();
        redis.close();
    }

    @AfterEach
    void takesNoNoticeOfWhatWasThereBeforeMailsWere() {
        assertThat(kinds(buyerOfOld)).isEmpty();
    }

    @Test
    void tellsOfEachStepOfAnOrderAsItComes() {
        settleEverything(); // the sweep finds nothing to do
        Customer buyer = shop.newCustomer(10_000);
        String order = shop.placed(buyer, mug, 2);
        assertThat(shop.pay(buyer, order, unique("key")).block(PATIENCE).status())
                .isEqualTo(200);
        shop.post(order + "/ship", shop.admin(), null);
        shop.post(order + "/deliver", shop.admin(), null);
        String other = shop.placed(buyer, mug, 1);
        shop.post(other + "/cancel", buyer, null);

        awaitMails(
                buyer,
                "order.placed",
                "order.paid",
                "order.shipped",
                "order.delivered",
                "order.placed",
                "order.cancelled");
        settleAll();
    }

    /** Nobody heard of the orders by way of Redis, nor does it know of them when it is back. */
    @Test
    void writesWhatWasOrderedWhileRedisWasAway() {
        redis.kill();
        Customer buyer = shop.newCustomer();
        order(buyer, 5);
        assertThat(jobs().status()).isEqualTo(503);
        assertThat(jobs().code()).isEqualTo("store_unavailable");
        assertThat(shop.get("/api/jobs/dead", shop.admin()).status()).isEqualTo(503);
        assertThat(shop.post("/api/jobs/dead/1/requeue", shop.admin(), null).status())
                .isEqualTo(503);
        assertThat(shop.get("/api/mails", shop.admin()).status())
                .as("what is written can be read")
                .isEqualTo(200);

        redis.startEmpty();

        awaitMails(buyer, IntStream.range(0, 5).mapToObj(i -> "order.placed").toArray(String[]::new));
    }

    /** The jobs were queued, some of them claimed; Redis dies and comes back without any. */
    @Test
    void queuesAnewWhatRedisHasLost() {
        Customer buyer = shop.newCustomer();
        try (Closed mails = new Closed()) {
            order(buyer, 6);
            awaitLogged(buyer, 6);
            await().atMost(PATIENCE).until(() -> queued() >= 6);
            redis.kill();
            redis.startEmpty();
        }

        awaitMails(buyer, IntStream.range(0, 6).mapToObj(i -> "order.placed").toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> queued() == 0);
    }

    @Test
    void sellsWhileRedisIsFrozenAndWritesToThoseWhoAreStillThere() {
        Customer buyer = shop.newCustomer();
        Customer leaver = shop.newCustomer();
        redis.freeze();
        try {
            order(buyer, 2);
            order(leaver, 1);
            awaitLogged(leaver, 1);
            assertThat(shop.send(HttpMethod.DELETE, "/api/users/me", leaver, null, "If-Match", "*")
                            .status())
                    .isEqualTo(204);
            assertThat(kinds(buyer)).isEmpty();
        } finally {
            redis.thaw();
        }

        awaitMails(buyer, "order.placed", "order.placed");
        awaitMails(leaver, "order.placed");
        assertThat(books.number("SELECT count(body) FROM mails WHERE user_id = :id", Map.of("id", leaver.id())))
                .as("a closed account gets no mail, and is owed none")
                .isZero();
    }

    private void order(Customer buyer, int times) {
        IntStream.range(0, times).forEach(i -> shop.placed(buyer, mug, 1));
    }

    private void awaitMails(Customer who, String... expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(kinds(who)).containsExactly(expected));
    }

    private List<String> kinds(Customer who) {
        return books.texts("SELECT kind FROM mails WHERE user_id = :id ORDER BY event_seq", Map.of("id", who.id()));
    }

    private void awaitLogged(Customer who, int orders) {
        await().atMost(PATIENCE)
                .until(() -> books.number(
                                "SELECT count(*) FROM event_log WHERE user_id = :id AND type = 'order.placed'",
                                Map.of("id", who.id()))
                        == orders);
    }

    private Reply jobs() {
        return shop.get("/api/jobs", shop.admin());
    }

    private long queued() {
        Reply counts = jobs();
        return counts.json().path("waiting").asLong()
                + counts.json().path("running").asLong();
    }

    private void settleAll() {
        books.run("UPDATE mails_settled SET up_to = (SELECT last_seq FROM event_log_head)", Map.of());
    }

    private void settleEverything() {
        books.run("UPDATE mails_settled SET up_to = :end", Map.of("end", Long.MAX_VALUE));
    }

    /** As long as it is open, nobody reads or writes mails. */
    private final class Closed implements AutoCloseable {

        private final Sinks.Empty<Void> gate = Sinks.empty();
        private final CompletableFuture<Void> holder;

        Closed() {
            CountDownLatch locked = new CountDownLatch(1);
            Mono<Void> hold = database.sql("LOCK TABLE mails IN ACCESS EXCLUSIVE MODE")
                    .then()
                    .then(Mono.<Void>fromRunnable(locked::countDown))
                    .then(gate.asMono());
            holder = transaction.transactional(hold).toFuture();
            await().atMost(PATIENCE).until(() -> locked.getCount() == 0);
        }

        @Override
        public void close() {
            gate.tryEmitEmpty();
            holder.orTimeout(10, TimeUnit.SECONDS).join();
        }
    }
}
