package io.fluxmart.rankings;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.EmbeddedRedisServer;
import io.fluxmart.events.EventFeed;
import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** On a Redis of its own, where nobody follows the log but the tests. */
@FluxmartTest
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class RankingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static EmbeddedRedisServer redis;
    private static RandomShopping shopping;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    RankingStore rankings;

    @Autowired
    RebuildStore rebuilds;

    @Autowired
    FollowLog followLog;

    @Autowired
    RebuildRankings rebuildRankings;

    @Autowired
    RankingFollower follower;

    @Autowired
    RebuildOnCommand rebuildOnCommand;

    @Autowired
    SnapshotStore snapshot;

    @Autowired
    DetachedWork work;

    @Autowired
    EventFeed feed;

    @Autowired
    ReactiveTransactionManager transactions;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    Recorder statements;

    private Ledgers ledgers;

    @DynamicPropertySource
    static void quiet(DynamicPropertyRegistry settings) {
        redis = new EmbeddedRedisServer(directory);
        settings.add("spring.data.redis.url", redis::url);
        settings.add("fluxmart.rankings.interval", () -> "1h");
        settings.add("fluxmart.rankings.rebuild-lock", () -> "6s");
        settings.add("fluxmart.rankings.recount-after", () -> "1ms");
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void rebuild() {
        ledgers = new Ledgers(books, redis.url());
        shopping = shopping == null ? new RandomShopping(shop) : shopping; // customers are dear
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            rebuildRankings.run().block(PATIENCE);
            return true;
        });
    }

    @AfterEach
    void close() {
        ledgers.close();
    }

    @Test
    void followsWhatManyCustomersDoAtOnce() {
        shopping.orders(60).blockLast(PATIENCE);

        follow();

        ledgers.assertRight();
        ledgers.assertApiRight(shop);
    }

    @Test
    void staysExactWhileItIsRebuiltAndFollowedUnderAStreamOfOrders() {
        Flux<Object> rebuilding = Mono.defer(rebuildRankings::run).repeat(9).cast(Object.class);
        Flux<Object> following = Flux.range(0, 20)
                .concatMap(i -> rankings.claimTurn("test", PATIENCE).flatMap(turn -> followLog.from(turn.position())))
                .cast(Object.class);

        Flux.merge(shopping.orders(60), rebuilding, following).blockLast(PATIENCE);

        follow();
        ledgers.assertRight();
    }

    @Test
    void countsABatchOnceHoweverOftenItIsApplied() {
        Position before = position();
        List<Score> batch = List.of(Score.sold(1, 3), Score.spent(shop.admin().id(), 300));

        assertThat(rankings.updateFrom(before, before.cursor() + 1, batch).block(PATIENCE))
                .isTrue();
        List<String> once = ledgers.soldInRedis();
        assertThat(rankings.updateFrom(before, before.cursor() + 1, batch).block(PATIENCE))
                .as("again")
                .isFalse();
        assertThat(rankings.updateFrom(new Position("another", before.cursor() + 1), before.cursor() + 2, batch)
                        .block(PATIENCE))
                .as("from before a rebuild")
                .isFalse();
        assertThat(ledgers.soldInRedis()).isEqualTo(once);
        assertThat(position()).isEqualTo(before.at(before.cursor() + 1));
    }

    @Test
    void countsOnceWhatSeveralNodesFollowAtOnce() {
        Position before = position();
        shopping.orders(30).blockLast(PATIENCE);
        ledgers.awaitLogged();

        Flux.range(0, 8).flatMap(i -> followLog.from(before), 8).blockLast(PATIENCE);

        follow();
        ledgers.assertRight();
    }

    /** The snapshot sees orders whose events have no number yet: those events are going to be counted by themselves. */
    @Test
    void rebuildsTheEffectOfTheLogAndNotOfTheOutbox() {
        Customer buyer = shopping.customers().get(0);
        String cancelledLater = shop.placed(buyer, shopping.products()[1], 7);
        follow();
        List<String> sold = ledgers.soldInRedis();
        List<String> spent = ledgers.spentInRedis();
        try (HeldTransaction held = new HeldTransaction(database, transaction, HeldTransaction.RELAY_LOCK)) {
            assertThat(shop.post(cancelledLater + "/cancel", buyer, null).status())
                    .isEqualTo(200);
            shopping.orders(12).blockLast(PATIENCE);

            rebuildRankings.run().block(PATIENCE);

            assertThat(ledgers.soldInRedis()).isEqualTo(sold).isNotEqualTo(ledgers.soldInOrders());
            assertThat(ledgers.spentInRedis()).isEqualTo(spent).isNotEqualTo(ledgers.spentInOrders());
        }
        follow();
        ledgers.assertRight();
    }

    /** An order that is placed and logged between the first statement of a rebuild and the next counts once. */
    @Test
    void rebuildsFromOneSnapshot() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(5);
        follow();
        long head = ledgers.head();
        CompletableFuture<Void> rebuild;
        try (HeldTransaction held = new HeldTransaction(
                database,
                transaction,
                "LOCK TABLE order_items IN ACCESS EXCLUSIVE MODE",
                orderWithItsEvent(buyer.id(), product))) {
            rebuild = rebuildRankings.run().toFuture();
            await().atMost(PATIENCE).until(() -> waitingFor("order_items") == 1);
            awaitLockProlonged();
        }
        rebuild.join();

        assertThat(position().cursor()).isEqualTo(head);
        assertThat(ledgers.soldInRedis()).noneMatch(one -> one.startsWith(product + " "));
        follow();
        assertThat(ledgers.soldInRedis()).contains(product + " 3");
        ledgers.assertRight();
    }

    /** A statement may take longer than the lock would last. */
    private void awaitLockProlonged() {
        AtomicLong left = new AtomicLong(Long.MAX_VALUE);
        await().atMost(PATIENCE).until(() -> {
            long now = ledgers.inRedis(commands -> commands.pttl("{rankings}:1:rebuild"));
            return now > left.getAndSet(now);
        });
    }

    private static String orderWithItsEvent(UUID buyer, long product) {
        return """
                WITH placed AS (
                    INSERT INTO orders (id, user_id, total_amount, total_currency, created_at, updated_at)
                    VALUES (gen_random_uuid(), '%1$s', 3, 'USD', now(), now()) RETURNING id),
                items AS (
                    INSERT INTO order_items (order_id, product_id, product_name, quantity, unit_price_amount)
                    SELECT id, %2$s, 'Pin', 3, 1 FROM placed),
                head AS (UPDATE event_log_head SET last_seq = last_seq + 1 RETURNING last_seq)
                INSERT INTO event_log (seq, user_id, type, data, occurred_at)
                SELECT last_seq, '%1$s', 'order.placed',
                       json_build_object('orderId', id, 'total', json_build_object('amount', 3)), now()
                FROM placed, head
                """.formatted(buyer, product);
    }

    private long waitingFor(String table) {
        return books.number(
                "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass", Map.of());
    }

    /** As nodes of the version before wrote them. */
    @Test
    void looksUpWhatAnEventDoesNotSay() {
        try (HeldTransaction held = new HeldTransaction(database, transaction, HeldTransaction.RELAY_LOCK)) {
            shopping.orders(12).blockLast(PATIENCE);
            books.run("UPDATE outbox SET data = (data::jsonb - 'items')::json WHERE type LIKE 'order.%'", Map.of());
        }

        follow();

        ledgers.assertRight();
    }

    @Test
    void forgetsOrdersThatAreCancelled() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        String order = shop.placed(buyer, product, 2);
        follow();
        assertThat(ledgers.soldInRedis()).contains(product + " 2");
        assertThat(ledgers.spentInRedis()).contains(buyer.id() + " 3998 1");

        shop.post(order + "/cancel", buyer, null);
        follow();

        assertThat(ledgers.soldInRedis()).noneMatch(one -> one.startsWith(product + " "));
        assertThat(ledgers.spentInRedis()).noneMatch(one -> one.startsWith(buyer.id() + " "));
        ledgers.assertRight();
    }

    @Test
    void ranksTheSmallerIdFirstOfThoseThatSoldAsMuch() {
        publish(Score.sold(100, 5), Score.sold(9, 5), Score.sold(10, 5), Score.sold(3, 4), Score.sold(7, 20));

        assertThat(rankings.listMostSold(4).block(PATIENCE))
                .containsExactly(
                        new ProductSales(7, 20),
                        new ProductSales(9, 5),
                        new ProductSales(10, 5),
                        new ProductSales(100, 5));
    }

    @Test
    void doesNotFollowALogThatWasCutOffOrSetBack() {
        long floor = books.number("SELECT coalesce(min(seq), 0) - 1 FROM event_log", Map.of());

        assertThat(followLog.from(new Position("any", floor - 1)).blockOptional(PATIENCE))
                .isEmpty();
        assertThat(followLog.from(new Position("any", ledgers.head() + 1_000)).blockOptional(PATIENCE))
                .isEmpty();
    }

    @Test
    void keepsTheRankingOfWhoWasFasterFromARebuilderThatLostItsLock() {
        assertThat(rebuilds.claimLock("slow").block(PATIENCE)).isTrue();
        assertThat(rebuilds.claimLock("fast").block(PATIENCE)).isFalse();
        assertThat(rebuilds.insert("slow", List.of(Score.sold(1, 1))).block(PATIENCE))
                .isTrue();
        StepVerifier.create(rebuildRankings.run())
                .expectError(RebuildUnderWay.class)
                .verify(PATIENCE);
        ledgers.inRedis(commands -> commands.del("{rankings}:1:rebuild")); // as if it had expired

        rebuildRankings.run().block(PATIENCE);

        assertThat(rebuilds.keepLock("slow").block(PATIENCE)).isFalse();
        assertThat(rebuilds.insert("slow", List.of(Score.sold(2, 1))).block(PATIENCE))
                .isFalse();
        assertThat(rebuilds.publish("slow", 0, 1).block(PATIENCE)).isFalse();
        rebuilds.claimLock("fast").block(PATIENCE);
        assertThat(rebuilds.publish("slow", 0, 1).block(PATIENCE)).isFalse();
        rebuilds.abandon("slow").block(PATIENCE);
        assertThat(rebuilds.keepLock("fast").block(PATIENCE))
                .as("another's lock")
                .isTrue();
        rebuilds.abandon("fast").block(PATIENCE);
        ledgers.assertRight();
    }

    @Test
    void doesNotPublishWhatRedisHasForgottenMeanwhile() {
        rebuilds.claimLock("unlucky").block(PATIENCE);
        rebuilds.insert("unlucky", List.of(Score.sold(1, 1), Score.orders(UUID.randomUUID(), 1)))
                .block(PATIENCE);
        ledgers.inRedis(commands -> commands.del("{rankings}:1:new:unlucky:sold"));

        assertThat(rebuilds.publish("unlucky", 0, 2).block(PATIENCE)).isFalse();

        rebuilds.abandon("unlucky").block(PATIENCE);
        ledgers.assertRight();
    }

    /** Redis may be set to evict keys, and picks them one by one. */
    @ParameterizedTest
    @ValueSource(strings = {"sold", "spent", "orders", "state"})
    void noticesThatAPartIsGoneAndAnswersRightMeanwhile(String part) {
        shop.placed(shop.newCustomer(), shop.newProduct(5), 1);
        follow();
        Position before = position();

        ledgers.inRedis(commands -> commands.del("{rankings}:1:" + part));

        assertThat(rankings.claimTurn("test", PATIENCE).block(PATIENCE).position())
                .isNull();
        assertThat(rankings.updateFrom(before, before.cursor() + 1, List.of()).block(PATIENCE))
                .isFalse();
        ledgers.assertApiRight(shop);
    }

    /** No server ends the statement of a connection that died: here, none limits it. */
    @Test
    void givesUpARebuildThatPostgresDoesNotAnswerAndLeavesTheLockToTheNext() {
        RebuildRankings bounded = rebuildsWithin(within(Duration.ofMillis(500)));
        try (HeldTransaction held =
                new HeldTransaction(database, transaction, "LOCK TABLE order_items IN ACCESS EXCLUSIVE MODE")) {
            StepVerifier.create(bounded.run())
                    .expectError(TimeoutException.class)
                    .verify(PATIENCE);

            assertThat(rebuilds.claimLock("next").block(PATIENCE)).isTrue();
            rebuilds.abandon("next").block(PATIENCE);
        }
        ledgers.assertRight();
    }

    /** Each try reads all orders. What gave up still waits for the table, and a second try would wait beside it. */
    @Test
    void doesNotReadAllOrdersAgainAtOnceAfterARebuildThatFailed(CapturedOutput output) {
        RankingSettings settings = within(Duration.ofSeconds(2));
        RankingFollower eager = new RankingFollower(rankings, followLog, rebuildsWithin(settings), settings, feed);
        ledgers.inRedis(commands -> commands.del("{rankings}:1:state", "{rankings}:1:turn"));
        try (HeldTransaction held =
                new HeldTransaction(database, transaction, "LOCK TABLE order_items IN ACCESS EXCLUSIVE MODE")) {
            eager.start();
            await().atMost(PATIENCE).until(() -> output.getOut().contains("The rankings are not rebuilt yet"));
            long scripts = scriptsRun();
            await().atMost(PATIENCE).until(() -> scriptsRun() > scripts + 25);

            assertThat(waitingFor("order_items")).isEqualTo(1);
        } finally {
            eager.stop();
        }
    }

    /** Each interval of a follower is one. */
    private long scriptsRun() {
        String calls = ledgers.inRedis(commands -> commands.info("commandstats"))
                .replaceFirst("(?s).*cmdstat_evalsha:calls=(\\d+).*", "$1");
        return Long.parseLong(calls);
    }

    private static RankingSettings within(Duration limit) {
        return new RankingSettings(
                Duration.ofMillis(20), PATIENCE, Duration.ofSeconds(6), Duration.ZERO, limit, Duration.ofMillis(1));
    }

    private RebuildRankings rebuildsWithin(RankingSettings settings) {
        return new RebuildRankings(snapshot, rebuilds, settings, work, transactions);
    }

    @Test
    void mayTakeAsLongByCommandAsARebuildMay() {
        assertThat(rebuildOnCommand.timeLimit()).contains(Duration.ofSeconds(2 * 5 * 60 + 15));
    }

    /** As opposed to another that is at it, this is a failure: all was read in vain. */
    @Test
    void saysThatADraftWasLost() {
        CompletableFuture<Void> rebuild;
        try (HeldTransaction held =
                new HeldTransaction(database, transaction, "LOCK TABLE order_items IN ACCESS EXCLUSIVE MODE")) {
            rebuild = rebuildRankings.run().toFuture();
            await().atMost(PATIENCE).until(() -> waitingFor("order_items") == 1);
            ledgers.inRedis(commands -> commands.del("{rankings}:1:rebuild"));
        }

        assertThat(rebuild).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(DraftLost.class);
        ledgers.assertRight();
    }

    @Test
    void rebuildsPastAnEventThatMakesNoSense(CapturedOutput output) {
        follow();
        books.run("""
                WITH head AS (UPDATE event_log_head SET last_seq = last_seq + 1 RETURNING last_seq)
                INSERT INTO event_log (seq, user_id, type, data, occurred_at)
                SELECT last_seq, gen_random_uuid(), 'order.placed', '{"strange":true}', now() FROM head
                """, Map.of());
        try {
            long head = ledgers.head();
            ledgers.inRedis(commands -> commands.del("{rankings}:1:turn"));

            follower.followOn();

            await().atMost(PATIENCE).until(() -> ledgers.cursor() >= head);
            assertThat(output).contains("Event " + head + " cannot be read");
        } finally {
            books.run("UPDATE event_log SET type = 'test.done' WHERE data ->> 'strange' = 'true'", Map.of());
        }
        follow();
        ledgers.assertRight();
    }

    @Test
    void rebuildsByCommand() {
        publish(Score.sold(1, 1_000_000));
        assertThat(ledgers.soldInRedis()).hasSize(1);

        assertThat(shop.post("/api/rankings/rebuild", shop.admin(), null).status())
                .isEqualTo(202);

        await().atMost(PATIENCE).untilAsserted(ledgers::assertRight);
    }

    @Test
    void rebuildsToTheEndThoughNobodyWaitsForIt() {
        publish(Score.sold(1, 1_000_000));

        rebuildRankings.run().subscribe().dispose();

        await().atMost(PATIENCE).untilAsserted(ledgers::assertRight);
    }

    @Test
    void tellsHowFarTheRankingsAreBehind() {
        shop.placed(shop.newCustomer(), shop.newProduct(5), 1);
        ledgers.awaitLogged();
        ledgers.inRedis(commands -> commands.del("{rankings}:1:turn"));

        follower.followOn();

        await().atMost(PATIENCE).until(() -> follower.lag() == 0);
        assertThat(shop.get("/actuator/prometheus", shop.admin()).text()).contains("fluxmart_rankings_lag");
    }

    @Test
    void saysWhatTheApiPromises() {
        Customer buyer = shop.newCustomer();
        String username = unique("big");
        Customer big = shop.newCustomer(username);
        long product = shop.newProduct(unique("Golden"), 1_000_000, 1_000_000_000)
                .path("id")
                .asLong();
        shop.order(big, unique("key"), lines(line(product, 10_000)));
        shop.order(buyer, unique("key"), lines(line(product, 1)));
        follow();

        Reply bestsellers = shop.get("/api/products/bestsellers?limit=1", null);
        assertThat(bestsellers.json().path("data")).hasSize(1);
        assertThat(bestsellers.text())
                .startsWith("{\"data\":[{\"rank\":1,\"productId\":" + product + ",\"name\":\"Golden")
                .endsWith(",\"price\":{\"amount\":1000000000,\"currency\":\"USD\"},\"stock\":989999,\"sold\":10001}]}");
        assertThat(shop.get("/api/reports/top-customers?limit=1", shop.admin()).text())
                .isEqualTo("{\"data\":[{\"userId\":\"" + big.id() + "\",\"username\":\"" + username
                        + "\",\"email\":\"" + username
                        + "@example.com\",\"spent\":{\"amount\":10000000000000,\"currency\":\"USD\"},\"orders\":1}]}");
        assertThat(shop.get("/api/products/bestsellers", null).json().path("data"))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void leavesOutClosedAccountsHoweverMany() {
        books.run("""
                WITH gone AS (
                    INSERT INTO users (id, username, email, password_hash, first_name, deleted_at)
                    SELECT gen_random_uuid(), 'gone.' || n, 'gone.' || n || '@gone.example', 'none', 'Gone', now()
                    FROM generate_series(1, 150) n
                    RETURNING id)
                INSERT INTO orders (id, user_id, status, total_amount, total_currency, created_at, updated_at)
                SELECT gen_random_uuid(), id, 'pending', 90000000000000, 'USD', now(), now() FROM gone
                """, Map.of());
        try {
            shop.placed(shop.newCustomer(), shop.newProduct(5), 1);
            rebuildRankings.run().block(PATIENCE);
            follow();

            assertThat(ledgers.spentInApi(shop)).isNotEmpty();
            ledgers.assertApiRight(shop);
        } finally {
            books.run("""
                    DELETE FROM orders o USING users u WHERE u.id = o.user_id AND u.email LIKE '%@gone.example'
                    """, Map.of());
            books.run("DELETE FROM users WHERE email LIKE '%@gone.example'", Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products/bestsellers?limit=", "/api/reports/top-customers?limit="})
    void refusesLimitsThatAreNone(String path) {
        for (String limit : List.of("0", "101", "-1", "x", "1.5")) {
            assertThat(shop.get(path + limit, shop.admin()).status()).as(limit).isEqualTo(400);
        }
        assertThat(shop.get(path + "100", shop.admin()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products/bestsellers?limit=", "/api/reports/top-customers?limit="})
    void costsOneStatementForOneAndForMany(String path) {
        shop.placed(shop.newCustomer(), shop.newProduct(5), 1);
        follow();
        for (int limit : new int[] {1, 100}) {
            statements.clear();
            assertThat(shop.get(path + limit, shop.admin()).json().path("data")).isNotEmpty();
            assertThat(statements.runsOf("= ANY") + statements.runsOf("sum(")).isEqualTo(1);
        }
    }

    private void follow() {
        ledgers.awaitLogged();
        await().atMost(PATIENCE)
                .until(() -> followLog.from(position()).map(Position::cursor).block(PATIENCE) == ledgers.head());
    }

    private Position position() {
        return rankings.claimTurn("test", PATIENCE).block(PATIENCE).position();
    }

    private void publish(Score... scores) {
        rebuilds.claimLock("test").block(PATIENCE);
        rebuilds.insert("test", List.of(scores)).block(PATIENCE);
        assertThat(rebuilds.publish("test", ledgers.head(), scores.length).block(PATIENCE))
                .isTrue();
    }
}
