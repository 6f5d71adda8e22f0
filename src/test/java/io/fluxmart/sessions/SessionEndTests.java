package io.fluxmart.sessions;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** Whatever ends somebody's sign-in ends every session, token and stream of theirs, on this node and on another. */
@FluxmartTest
@TestInstance(Lifecycle.PER_CLASS)
class SessionEndTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String NEW_PASSWORD = "a horse of another colour";

    @Autowired
    Shop shop;

    @Autowired
    ReactiveStringRedisTemplate redis;

    private Node elsewhere;
    private String login;
    private Customer customer;
    private Browser browser;
    private Browser otherBrowser;

    /** Its sessions could be days old. */
    @BeforeAll
    void startAnotherNode() {
        elsewhere = Node.start(Map.of("fluxmart.auth.session-lifetime", "10d"));
    }

    @AfterAll
    void stopIt() {
        elsewhere.close();
    }

    @BeforeEach
    void signIn() {
        login = unique("leaving");
        customer = shop.newCustomer(login);
        browser = Browser.signedIn(shop, login);
        otherBrowser = Browser.signedIn(elsewhere.shop(), login);
    }

    @Test
    void endsWithSigningOut() {
        try (EventStream stream = otherBrowser.listen()) {
            Reply reply = browser.signOut();

            assertThat(reply.status()).as(reply.text()).isEqualTo(204);
            assertThat(reply.header("Set-Cookie"))
                    .startsWith("__Host-fluxmart=;")
                    .contains("Max-Age=0", "Path=/", "Secure");
            assertThat(browser.get("/api/session").status()).as("at once").isEqualTo(401);
            assertSignedOutEverywhere(stream);
        }
        assertThat(browser.signOut().status()).as("again").isEqualTo(204);
        assertThat(Browser.signedIn(shop, login).get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void endsWithSigningOutByToken() {
        try (EventStream stream = elsewhere.shop().listen(customer)) {
            assertThat(shop.send(DELETE, "/api/session", customer, null).status())
                    .isEqualTo(204);

            assertSignedOutEverywhere(stream);
        }
    }

    @Test
    void letsStrangersSignOut() {
        Reply reply = shop.send(DELETE, "/api/session", null, null);

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Set-Cookie")).isNull();
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void endsWithANewPassword() {
        try (EventStream stream = otherBrowser.listen()) {
            assertThat(changePassword(Shop.PASSWORD, NEW_PASSWORD).status()).isEqualTo(204);

            assertSignedOutEverywhere(stream);
        }
        assertThat(Browser.signIn(shop, login, Shop.PASSWORD).code()).isEqualTo("bad_credentials");
        assertThat(Browser.signIn(shop, login, NEW_PASSWORD).status()).isEqualTo(200);
        assertThat(Browser.signIn(elsewhere.shop(), login, NEW_PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void endsWithABan() {
        String path = "/api/users/" + customer.id();
        String tag = shop.get(path, shop.admin()).header("ETag");
        try (EventStream stream = otherBrowser.listen()) {
            shop.send(PATCH, path, shop.admin(), "{\"status\":\"banned\"}", "If-Match", tag);

            assertSignedOutEverywhere(stream);
        }
        assertThat(Browser.signIn(shop, login, Shop.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void endsWithTheAccount() {
        try (EventStream stream = otherBrowser.listen()) {
            assertThat(browser.send(DELETE, "/api/users/me", null).status()).isEqualTo(204);

            assertSignedOutEverywhere(stream);
        }
        assertThat(Browser.signIn(shop, login, Shop.PASSWORD).status()).isEqualTo(401);
    }

    /** Where sessions live shorter, nobody remembers for longer who was signed out. */
    @Test
    void takesNoSessionThatIsOlderThanThisNodeRemembers() {
        redis.<String, String>opsForHash()
                .put(
                        "fluxmart:sessions:" + otherBrowser.id(),
                        "creationTime",
                        String.valueOf(Instant.now().minus(Duration.ofDays(2)).toEpochMilli()))
                .block(PATIENCE);

        assertThat(otherBrowser.get("/api/users/me").status()).isEqualTo(200);
        assertThat(otherBrowser.at(shop).get("/api/users/me").status()).isEqualTo(401);
    }

    private void assertSignedOutEverywhere(EventStream stream) {
        awaitSignedOut(browser);
        awaitSignedOut(otherBrowser);
        awaitSignedOut(browser.at(elsewhere.shop()));
        await().atMost(PATIENCE)
                .until(() -> List.of(shop, elsewhere.shop()).stream()
                        .allMatch(node -> node.get("/api/users/me", customer).status() == 401));
        assertThat(stream.next().event()).isEqualTo("drain");
        stream.awaitEnd();
        assertThat(redis.hasKey("fluxmart:sessions:" + otherBrowser.id()).block(PATIENCE))
                .as("forgotten")
                .isFalse();
    }

    private static void awaitSignedOut(Browser browser) {
        await().atMost(PATIENCE).until(() -> browser.get("/api/users/me").status() == 401);
    }

    private Reply changePassword(String current, String next) {
        return browser.send(POST, "/api/users/me/password", Map.of("currentPassword", current, "newPassword", next));
    }
}
