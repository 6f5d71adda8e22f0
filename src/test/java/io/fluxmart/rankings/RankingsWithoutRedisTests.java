package io.fluxmart.rankings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.EmbeddedRedisServer;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis is disposable: whatever becomes of it, orders go on, answers are right, and nobody has to act. */
@Tag("faults")
class RankingsWithoutRedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    @Test
    void areRightAgainByThemselves() {
        try (EmbeddedRedisServer redis = new EmbeddedRedisServer(directory);
                Node node = on(redis);
                Ledgers ledgers = new Ledgers(node.books(), redis.url())) {
            RandomShopping shopping = new RandomShopping(node.shop());
            shopping.orders(10).blockLast(PATIENCE);
            ledgers.awaitCaughtUp();
            ledgers.assertRight();

            afterKilledAndStartedEmpty(redis, shopping, node.shop(), ledgers);
            afterFrozen(redis, shopping, node.shop(), ledgers);
            afterALogThatWasSetBack(ledgers);
            anotherNodeTakesOver(redis, node, shopping, ledgers);
        }
    }

    private static void afterKilledAndStartedEmpty(
            EmbeddedRedisServer redis, RandomShopping shopping, Shop shop, Ledgers ledgers) {
        CompletableFuture<List<Reply>> before =
                shopping.orders(30).collectList().toFuture();
        redis.kill();
        assertAllPlaced(before);
        assertRightAtLast(shop, ledgers);
        CompletableFuture<List<Reply>> after = shopping.orders(30).collectList().toFuture();
        redis.startEmpty();
        assertAllPlaced(after);
        ledgers.awaitCaughtUp();
        ledgers.assertRight();
        ledgers.assertApiRight(shop);
    }

    private static void afterFrozen(EmbeddedRedisServer redis, RandomShopping shopping, Shop shop, Ledgers ledgers) {
        CompletableFuture<List<Reply>> orders =
                shopping.orders(30).collectList().toFuture();
        redis.freeze();
        assertAllPlaced(orders);
        assertRightAtLast(shop, ledgers);
        redis.thaw();
        ledgers.awaitCaughtUp();
        ledgers.assertRight();
        ledgers.assertApiRight(shop);
    }

    /** PostgreSQL came back from a backup, and Redis is ahead of it; or Redis did, and the log no longer reaches so far. */
    private static void afterALogThatWasSetBack(Ledgers ledgers) {
        for (String elsewhere : List.of("99999999", "-5")) {
            ledgers.inRedis(redis -> redis.hset(RankingStore.STATE, "cursor", elsewhere));
            ledgers.inRedis(redis -> redis.zadd("{rankings}:1:sold", -77, "0000000000000000001"));

            ledgers.awaitCaughtUp();
            ledgers.assertRight();
        }
    }

    private static void anotherNodeTakesOver(
            EmbeddedRedisServer redis, Node first, RandomShopping shopping, Ledgers ledgers) {
        try (Node second = on(redis)) {
            first.close();
            Shop shop = second.shop();
            try (Ledgers others = new Ledgers(second.books(), redis.url())) {
                shop.placed(shop.newCustomer(), shopping.products()[1], 3);

                others.awaitCaughtUp();
                others.assertRight();
            }
        }
    }

    private static void assertAllPlaced(CompletableFuture<List<Reply>> orders) {
        assertThat(orders.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
                .hasSize(30)
                .allSatisfy(reply -> assertThat(reply.status()).as(reply.text()).isEqualTo(201));
    }

    /** An answer may be as old as it says. */
    private static void assertRightAtLast(Shop shop, Ledgers ledgers) {
        await().atMost(PATIENCE).untilAsserted(() -> ledgers.assertApiRight(shop));
    }

    /** Patient with PostgreSQL, as all tests are on a shared machine: it is Redis that is to fail. */
    private static Node on(EmbeddedRedisServer redis) {
        return Node.start(Map.of(
                "spring.data.redis.url",
                redis.url(),
                "fluxmart.rankings.turn",
                "2s",
                "fluxmart.rankings.recount-after",
                "100ms",
                "fluxmart.postgres.statement-timeout",
                "30s",
                "fluxmart.postgres.lock-timeout",
                "20s",
                "spring.r2dbc.pool.max-acquire-time",
                "20s",
                "spring.r2dbc.pool.max-create-connection-time",
                "20s"));
    }
}
