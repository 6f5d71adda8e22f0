package io.fluxmart.rankings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The rankings three times over: what Redis holds, what the orders come to, and what the API says. */
final class Ledgers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Books books;
    private final RedisClient client;
    private final String url;

    Ledgers(Books books, String redisUrl) {
        this.books = books;
        this.url = redisUrl;
        this.client = RedisClient.create(redisUrl);
    }

    /** Redis itself; a new connection each time, since the server is killed now and then. */
    <T> T inRedis(Function<RedisCommands<String, String>, T> command) {
        try (var connection = client.connect()) {
            return command.apply(connection.sync());
        }
    }

    List<String> soldInRedis() {
        return inRedis(redis -> redis.zrangeWithScores("{rankings}:1:sold", 0, -1).stream()
                .map(one -> Long.parseLong(one.getValue()) + " " + (long) -one.getScore())
                .toList());
    }

    List<String> spentInRedis() {
        return inRedis(redis -> redis.zrangeWithScores("{rankings}:1:spent", 0, -1).stream()
                .map(one -> one.getValue() + " " + (long) -one.getScore() + " "
                        + (long) -redis.zscore("{rankings}:1:orders", one.getValue()))
                .toList());
    }

    List<String> soldInOrders() {
        return books.texts("""
                SELECT i.product_id || ' ' || sum(i.quantity)
                FROM order_items i JOIN orders o ON o.id = i.order_id
                WHERE o.status IN ('pending', 'processing', 'shipped', 'delivered')
                GROUP BY i.product_id
                ORDER BY sum(i.quantity) DESC, i.product_id
                """, Map.of());
    }

    List<String> spentInOrders() {
        return books.texts("""
                SELECT user_id || ' ' || sum(total_amount) || ' ' || count(*)
                FROM orders
                WHERE status IN ('pending', 'processing', 'shipped', 'delivered')
                GROUP BY user_id
                HAVING sum(total_amount) > 0
                ORDER BY sum(total_amount) DESC, user_id
                """, Map.of());
    }

    List<String> soldInApi(Shop shop) {
        return figures(shop, "/api/products/bestsellers?limit=100", shop.admin(), "%s %s", "productId", "sold");
    }

    List<String> spentInApi(Shop shop) {
        return figures(
                shop, "/api/reports/top-customers?limit=100", shop.admin(), "%s %s %s", "userId", "spent", "orders");
    }

    private static List<String> figures(Shop shop, String path, Customer who, String format, String... names) {
        Reply reply = shop.get(path, who);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .path("data")
                .valueStream()
                .map(one -> format.formatted(Arrays.stream(names)
                        .map(one::path)
                        .map(value -> value.isObject() ? value.path("amount") : value)
                        .map(value -> value.asString())
                        .toArray()))
                .toList();
    }

    /** Nothing is on its way: every change is in the log. */
    void awaitLogged() {
        await().atMost(PATIENCE).until(() -> books.number("SELECT count(*) FROM outbox", Map.of()) == 0);
    }

    long head() {
        return books.number("SELECT last_seq FROM event_log_head", Map.of());
    }

    /** -1 when there are no rankings. */
    long cursor() {
        String cursor = inRedis(redis -> redis.hget(RankingStore.STATE, "cursor"));
        return cursor == null ? -1 : Long.parseLong(cursor);
    }

    void awaitCaughtUp() {
        awaitLogged();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> cursor() == head());
    }

    void assertRight() {
        assertThat(soldInRedis()).isEqualTo(soldInOrders()).isNotEmpty();
        assertThat(spentInRedis()).isEqualTo(spentInOrders()).isNotEmpty();
        List<String> leftovers = inRedis(redis -> redis.keys("{rankings}:1:new:*"));
        assertThat(leftovers).isEmpty();
    }

    void assertApiRight(Shop shop) {
        assertThat(soldInApi(shop)).isEqualTo(top(soldInOrders()));
        assertThat(spentInApi(shop)).isEqualTo(top(openOnly(spentInOrders())));
    }

    private List<String> openOnly(List<String> customers) {
        List<String> closed = books.texts("SELECT id::text FROM users WHERE deleted_at IS NOT NULL", Map.of());
        return customers.stream()
                .filter(one -> !closed.contains(one.split(" ")[0]))
                .toList();
    }

    private static List<String> top(List<String> all) {
        return all.subList(0, Math.min(100, all.size()));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
