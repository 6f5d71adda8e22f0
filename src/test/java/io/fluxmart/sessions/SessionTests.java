package io.fluxmart.sessions;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.seeding.DemoUser;
import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** A15: how a browser signs in, and what its cookie opens. */
@FluxmartTest
class SessionTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Shop shop;

    @Autowired
    ReactiveStringRedisTemplate redis;

    private final String login = unique("browsing");

    @Test
    void givesACookieThatNoScriptReadsAndNoOtherSiteSends() {
        Customer customer = shop.newCustomer(login);
        Reply reply = Browser.signIn(shop, " " + login.toUpperCase() + " ", Shop.PASSWORD);

        String cookie = reply.header("Set-Cookie");
        assertThat(cookie).matches("__Host-fluxmart=[0-9a-f-]{36};.*").doesNotContain("Domain");
        assertThat(cookie.split("; ")).contains("Path=/", "Secure", "HTTPOnly", "SameSite=Strict", "Max-Age=86400");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("userId", "roles", "csrfToken", "expiresAt");
        assertThat(reply.json().path("userId").asString())
                .isEqualTo(customer.id().toString());
        assertThat(reply.json().path("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(Instant.parse(reply.json().path("expiresAt").asString())).isAfter(Instant.now());

        Browser browser = Browser.of(shop, reply);
        Reply again = browser.get("/api/session");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(reply.json());
        assertThat(again.text()).as("a script reads this").doesNotContain(browser.id());
        assertThat(again.header("Cache-Control")).contains("no-store");
        assertThat(again.header("Set-Cookie")).isNull();
    }

    @Test
    void tellsNothingAboutWhyASignInFailed() {
        shop.register(login);

        for (Reply refused :
                List.of(Browser.signIn(shop, login, "not the password"), Browser.signIn(shop, unique("nobody"), "x"))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("bad_credentials");
            assertThat(refused.header("Set-Cookie")).isNull();
        }
    }

    /** As another release may have written it. No page could take the cookie away. */
    @Test
    void letsSomebodySignInAnewWhoseSessionCannotBeRead() {
        shop.register(login);
        Browser browser = Browser.signedIn(shop, login);
        redis.<String, String>opsForHash()
                .put("fluxmart:sessions:" + browser.id(), "sessionAttr:roles", "\"emperor\"")
                .block(Duration.ofSeconds(10));

        assertThat(statusWith(browser.id())).isEqualTo(401);
        assertThat(Browser.signIn(shop, login, Shop.PASSWORD, "Cookie", Browser.cookie(browser.id()))
                        .status())
                .isEqualTo(200);
    }

    /** Somebody who plants an id in a browser, or knows the one of before, has nothing of it. */
    @Test
    void beginsEverySignInWithANewIdAndEndsTheOneBefore() {
        shop.register(login);
        String planted = UUID.randomUUID().toString();

        Browser first = Browser.of(shop, Browser.signIn(shop, login, Shop.PASSWORD, "Cookie", Browser.cookie(planted)));
        Browser second =
                Browser.of(shop, Browser.signIn(shop, login, Shop.PASSWORD, "Cookie", Browser.cookie(first.id())));

        assertThat(List.of(planted, first.id(), second.id())).doesNotHaveDuplicates();
        assertThat(second.csrfToken()).isNotEqualTo(first.csrfToken());
        assertThat(statusWith(planted)).isEqualTo(401);
        assertThat(statusWith(first.id())).isEqualTo(401);
        assertThat(statusWith(second.id())).isEqualTo(200);
    }

    @Test
    void keepsTheSessionOfWhoeverMistypesTheirPassword() {
        shop.register(login);
        Browser browser = Browser.signedIn(shop, login);

        Browser.signIn(shop, login, "not the password", "Cookie", Browser.cookie(browser.id()));

        assertThat(statusWith(browser.id())).isEqualTo(200);
    }

    @Test
    void meansTheSameUserAsATokenWithTheSameRights() {
        Customer customer = shop.newCustomer(login);
        Browser browser = Browser.signedIn(shop, login);
        Browser admin = Browser.of(shop, Browser.signIn(shop, DemoUser.ADMIN.email(), DemoUser.PASSWORD));

        assertThat(browser.get("/api/users/me").text())
                .isEqualTo(shop.get("/api/users/me", customer).text());
        assertThat(browser.get("/api/users").status()).isEqualTo(403);
        assertThat(admin.get("/api/users").status()).isEqualTo(200);
        assertThat(browser.send(POST, "/api/products", Map.of()).code()).isEqualTo("forbidden");
        assertThat(admin.send(POST, "/api/products", Map.of()).code()).isEqualTo("invalid_request");
        assertThat(browser.send(POST, "/api/posts", Map.of("title", "A title", "content", "Some content"))
                        .status())
                .isEqualTo(201);
        browser.listen().close();
    }

    @Test
    void ignoresTheCookieBesideAnAuthorizationHeader() {
        shop.register(login);
        String cookie = Browser.cookie(Browser.signedIn(shop, login).id());
        Customer other = shop.newCustomer();

        Reply both = shop.send(GET, "/api/users/me", other, null, "Cookie", cookie);
        assertThat(both.json().path("id").asString()).isEqualTo(other.id().toString());
        for (String useless : List.of("Bearer garbage", "Basic dXNlcjpwYXNz")) {
            assertThat(shop.send(GET, "/api/users/me", null, null, "Cookie", cookie, "Authorization", useless)
                            .status())
                    .as(useless)
                    .isEqualTo(401);
        }
    }

    @Test
    void knowsNoSessionThatItDidNotOpen() {
        for (String id :
                List.of(UUID.randomUUID().toString(), "1", "../sessions", "x".repeat(4_000), "%0d%0aDEL%20x", "*")) {
            Reply refused = shop.send(GET, "/api/session", null, null, "Cookie", Browser.cookie(id));
            assertThat(refused.status()).as(id).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("unauthenticated");
        }
        assertThat(shop.get("/api/session", null).status()).isEqualTo(401);
        assertThat(shop.get("/api/session", shop.admin()).status())
                .as("a token is no session")
                .isEqualTo(404);
    }

    /** A session is opened by signing in and by nothing else. */
    @Test
    void setsNoCookieForStrangersAndTokens() {
        for (Reply reply : List.of(
                shop.get("/api/products", null),
                shop.get("/api/users/me", null),
                shop.get("/api/users/me", shop.admin()),
                shop.post("/api/users", null, Map.of()))) {
            assertThat(reply.header("Set-Cookie")).isNull();
        }
    }

    /** What is read from Redis must choose no class, and who reads Redis must learn no password. */
    @Test
    void keepsPlainTextsInRedisAndNoPassword() {
        shop.register(login);
        Browser browser = Browser.signedIn(shop, login);
        String key = "fluxmart:sessions:" + browser.id();

        Map<String, String> kept = redis.<String, String>opsForHash()
                .entries(key)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block(PATIENCE);
        assertThat(kept.keySet())
                .containsExactlyInAnyOrder(
                        "creationTime",
                        "lastAccessedTime",
                        "maxInactiveInterval",
                        "sessionAttr:userId",
                        "sessionAttr:roles",
                        "sessionAttr:generation",
                        "sessionAttr:signedInUntil",
                        "sessionAttr:csrfToken");
        assertThat(kept.values()).allSatisfy(value -> {
            assertThat(value).matches("\\d+|\"[\\w:.,-]+\"");
            assertThat(value.getBytes(StandardCharsets.UTF_8)[0])
                    .as("no Java serialization")
                    .isNotEqualTo((byte) 0xac);
        });
        assertThat(kept.toString()).doesNotContain(Shop.PASSWORD).doesNotContain("argon2");
        assertThat(redis.getExpire(key).block(PATIENCE)).isPositive().isLessThanOrEqualTo(Duration.ofDays(1));
    }

    /** Requests prolong nothing: it ends when it was said to. */
    @Test
    void livesNoLongerForBeingUsed() {
        shop.register(login);
        Browser browser = Browser.signedIn(shop, login);
        String key = "fluxmart:sessions:" + browser.id();
        Duration left = Duration.ofMinutes(1);
        redis.expire(key, left).block(PATIENCE);

        assertThat(statusWith(browser.id())).isEqualTo(200);

        assertThat(redis.getExpire(key).block(PATIENCE)).isLessThanOrEqualTo(left);
    }

    /** Should Redis keep it for longer, whatever the reason. */
    @Test
    void endsAtTheTimeThatItWasGiven() {
        shop.register(login);
        Browser browser = Browser.signedIn(shop, login);
        String past = "\"" + Instant.now().minusSeconds(1) + "\"";

        redis.opsForHash()
                .put("fluxmart:sessions:" + browser.id(), "sessionAttr:signedInUntil", past)
                .block(PATIENCE);

        assertThat(statusWith(browser.id())).isEqualTo(401);
    }

    @Test
    void asksRedisOnceARequestAndOnlyWhereSomebodyWantsToKnow() {
        Customer customer = shop.newCustomer(login);
        Browser browser = Browser.signedIn(shop, login);
        long before = lookUps();

        shop.get("/api/users/me", customer);
        shop.get("/api/users/me", null);
        browser.get("/api/products");
        assertThat(lookUps()).as("tokens, strangers, what is open to anybody").isEqualTo(before);

        assertThat(browser.get("/api/users/me").status()).isEqualTo(200);
        assertThat(lookUps()).isEqualTo(before + 1);
    }

    /** How often a whole hash was asked for; that is how sessions are read. */
    private long lookUps() {
        String line = redis.execute(connection -> connection.serverCommands().info("commandstats"))
                .blockLast(PATIENCE)
                .getProperty("cmdstat_hgetall", "calls=0,");
        return Long.parseLong(line.substring(line.indexOf('=') + 1, line.indexOf(',')));
    }

    private int statusWith(String id) {
        return shop.send(GET, "/api/session", null, null, "Cookie", Browser.cookie(id))
                .status();
    }
}
