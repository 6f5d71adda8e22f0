package io.fluxmart.sessions;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;

import io.fluxmart.backends.EmbeddedRedisServer;
import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** F11: without Redis a session cannot be looked up, and says so; nobody else notices. */
@TestInstance(Lifecycle.PER_CLASS)
class SessionsWithoutRedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private EmbeddedRedisServer redis;
    private Node node;
    private Shop shop;
    private String login;
    private Customer customer;

    /** Redis is away while the node starts: the first to ask for a session must not be the one who connects. */
    @BeforeAll
    void startWithoutRedis(@TempDir Path directory) {
        redis = new EmbeddedRedisServer(directory);
        redis.kill();
        node = Node.start(Map.of("spring.data.redis.url", redis.url()));
        shop = node.shop();
        customer = shop.newCustomer(unique("early"));
        assertOnlySessionsAreAway(new Browser(shop, UUID.randomUUID().toString(), "any"));
        redis.startEmpty();
    }

    @AfterAll
    void stop() {
        node.close();
        redis.close();
    }

    @BeforeEach
    void signIn() {
        login = unique("waiting");
        customer = shop.newCustomer(login);
    }

    @Test
    void keepsTheSessionWhileRedisDoesNotAnswer() {
        Browser browser = signedIn();
        redis.freeze();
        try {
            assertOnlySessionsAreAway(browser);
        } finally {
            redis.thaw();
        }

        awaitStatus(browser, 200);
        assertThat(keysForEver()).isEmpty();
    }

    /** What Redis hears only after a sign-in was given up must not stay for good. */
    private List<String> keysForEver() {
        RedisClient client = RedisClient.create(redis.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            List<String> keys = connection.sync().keys("*sessions:*");
            assertThat(keys).isNotEmpty();
            return keys.stream()
                    .filter(key -> connection.sync().pttl(key) == -1)
                    .toList();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void keepsTheSessionWhileRedisIsAwayAndForgetsItWithTheData() {
        Browser browser = signedIn();
        redis.kill();
        assertOnlySessionsAreAway(browser);

        redis.startEmpty();

        awaitStatus(browser, 401);
        assertThat(signedIn().get("/api/session").status()).isEqualTo(200);
    }

    /** The generation ends the sessions that Redis still holds. */
    @Test
    void signsOutByTokenWhileRedisIsAway() {
        Browser browser = signedIn();
        String other = unique("staying");
        shop.register(other);
        Browser staying = Browser.signedIn(shop, other);
        redis.kill();

        assertThat(shop.send(DELETE, "/api/session", customer, null).status()).isEqualTo(204);

        redis.start();
        awaitStatus(staying, 200);
        awaitStatus(browser, 401);
    }

    private void assertOnlySessionsAreAway(Browser browser) {
        assertAway(browser.get("/api/session"));
        assertAway(browser.get("/api/users/me"));
        assertAway(browser.send(DELETE, "/api/cart", null));
        assertAway(browser.signOut());
        assertAway(Browser.signIn(
                shop,
                shop.get("/api/users/me", customer).json().path("username").asString(),
                Shop.PASSWORD));
        assertThat(browser.get("/api/products").status()).as("open to anybody").isEqualTo(200);
        assertThat(shop.get("/api/users/me", customer).status()).as("a token").isEqualTo(200);
        assertThat(shop.get("/api/users/me", null).status()).as("a stranger").isEqualTo(401);
        assertThat(shop.send(DELETE, "/api/session", null, null).status()).isEqualTo(204);
    }

    private static void assertAway(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("store_unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.header("Set-Cookie"))
                .as("the browser keeps its session")
                .isNull();
    }

    private Browser signedIn() {
        return Browser.of(
                shop,
                await().atMost(PATIENCE)
                        .until(() -> Browser.signIn(shop, login, Shop.PASSWORD), reply -> reply.status() == 200));
    }

    private static void awaitStatus(Browser browser, int status) {
        await().atMost(PATIENCE).until(() -> browser.get("/api/session").status() == status);
    }
}
