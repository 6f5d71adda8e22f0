package io.fluxmart.auth;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A signed token cannot be called back; what it opens can be shut. */
@FluxmartTest
class SignOutTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    AuthSettings settings;

    @Autowired
    Shop shop;

    /** Five seconds are promised; a round and its query fit in twice. */
    @Test
    void asksOftenEnough() {
        assertThat(settings.voidedTokensInterval()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"banned", "inactive"})
    void shutsTokenAndStreamOfWhoeverIsBarred(String status) {
        Customer customer = shop.newCustomer();
        try (EventStream stream = shop.listen(customer)) {
            assertThat(edit(customer, "{\"status\":\"" + status + "\"}").status())
                    .isEqualTo(200);

            awaitSignedOut(shop, customer);
            assertThat(stream.next().event()).isEqualTo("drain");
            stream.awaitEnd();
        }
    }

    @Test
    void shutsTokenAndStreamOfWhoeverCloses() {
        Customer customer = shop.newCustomer();
        try (EventStream stream = shop.listen(customer)) {
            shop.send(DELETE, "/api/users/me", customer, null);

            awaitSignedOut(shop, customer);
            assertThat(stream.next().event()).isEqualTo("drain");
            stream.awaitEnd();
        }
    }

    /** Without a message between the nodes: Redis is not asked. */
    @Test
    void shutsThemOnEveryNode() {
        Customer customer = shop.newCustomer();
        try (Node other = Node.start(Map.of());
                EventStream stream = other.shop().listen(customer)) {
            edit(customer, "{\"status\":\"banned\"}");

            awaitSignedOut(other.shop(), customer);
            assertThat(stream.next().event()).isEqualTo("drain");
            stream.awaitEnd();
        }
    }

    /** The generations of before are known to a node that starts later. */
    @Test
    void remembersOnANodeThatStartsLater() {
        Customer customer = shop.newCustomer();
        edit(customer, "{\"status\":\"banned\"}");
        try (Node later = Node.start(Map.of())) {
            assertThat(later.shop().get("/api/users/me", customer).status()).isEqualTo(401);
        }
    }

    @Test
    void takesRightsAwayWithTheOldTokenAndGivesOthersWithTheNext() {
        String username = unique("mod");
        Customer before = shop.newCustomer(username);
        edit(before, "{\"roles\":[\"user\",\"admin\"]}");
        awaitSignedOut(shop, before);
        Customer admin = shop.signInAgain(before, username);
        assertThat(shop.get("/api/users", admin).status()).isEqualTo(200);

        edit(before, "{\"roles\":[\"user\"]}");

        awaitSignedOut(shop, admin);
        Customer plain = shop.signInAgain(before, username);
        assertThat(shop.get("/api/users", plain).status()).isEqualTo(403);
        try (EventStream stream = shop.listen(plain)) {
            Customer marker = shop.newCustomer();
            edit(marker, "{\"status\":\"banned\"}");
            awaitSignedOut(shop, marker);
            assertThat(stream.hasNothingMore())
                    .as("a round later the new token still holds")
                    .isTrue();
        }
    }

    @Test
    void leavesOthersAndHarmlessEditsAlone() {
        Customer banned = shop.newCustomer();
        Customer other = shop.newCustomer();
        edit(other, "{\"firstName\":\"Somebody\",\"status\":\"active\"}");
        edit(banned, "{\"status\":\"banned\"}");

        awaitSignedOut(shop, banned);

        assertThat(shop.get("/api/users/me", other).status()).isEqualTo(200);
    }

    private static void awaitSignedOut(Shop shop, Customer customer) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(shop.get("/api/users/me", customer).status()).isEqualTo(401));
    }

    private Reply edit(Customer whom, String body) {
        String path = "/api/users/" + whom.id();
        String tag = shop.get(path, shop.admin()).header("ETag");
        Reply reply = shop.send(PATCH, path, shop.admin(), body, "If-Match", tag);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }
}
