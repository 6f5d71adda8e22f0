package io.fluxmart.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventSocket;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** The notification stream over WebSocket, as a client sees it. */
@FluxmartTest
class SocketTests {

    private static final String PATH = "/api/notifications/socket";

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    NotificationHub hub;

    @Test
    void tellsTheBuyerOfTheirOrderAndAnswersPings() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10);
        try (EventSocket socket = EventSocket.resume(shop, buyer, null).reading()) {
            JsonNode greeting = socket.next();
            String order = shop.placed(buyer, product, 1);

            JsonNode placed = socket.next();
            assertThat(greeting.path("event").asString()).isEqualTo("connected");
            assertThat(greeting.path("retry").asInt()).isEqualTo(3_000);
            assertThat(greeting.path("id").asLong())
                    .isLessThan(placed.path("id").asLong());
            assertThat(placed.path("event").asString()).isEqualTo("order.placed");
            assertThat(order).endsWith(orderOf(placed));
            assertThat(placed.propertyNames()).containsExactlyInAnyOrder("id", "event", "data");

            socket.say("whatever");
            socket.say("ping me");
            assertThat(socket.nextPong()).isEqualTo("ping me");
            assertThat(socket.hasNothingMore()).isTrue();
        }
    }

    @Test
    void leavesNothingBehindWhenTheClientHangsUp() {
        try (EventSocket socket = EventSocket.open(shop, shop.newCustomer())) {
            assertThat(hub.openStreams()).isPositive();
            assertThat(socket.hasNothingMore()).isTrue();
        }
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(hub.openStreams()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "999999999999"})
    void resetsACursorThatTheLogDoesNotHold(String cursor) {
        Customer buyer = shop.newCustomer();
        try (EventSocket socket =
                EventSocket.resume(shop, buyer, cursor).reading().connected()) {
            assertThat(socket.next().path("event").asString()).isEqualTo("reset");
        }
    }

    /** 1008: the policy says no. */
    @Test
    void closesTheSocketOfWhoeverIsBarred() {
        Customer customer = shop.newCustomer();
        try (EventSocket socket = EventSocket.open(shop, customer)) {
            shop.send(
                    HttpMethod.PATCH,
                    "/api/users/" + customer.id(),
                    shop.admin(),
                    "{\"status\":\"banned\"}",
                    "If-Match",
                    "*");

            assertThat(socket.awaitEnd()).isEqualTo(1008);
            assertThat(socket.hasNothingMore()).isTrue();
        }
    }

    /** 1009: too big. */
    @Test
    void closesWhenAMessageFromOutsideIsTooLarge() {
        try (EventSocket socket = EventSocket.open(shop, shop.newCustomer())) {
            socket.say("x".repeat(1_024));
            socket.say("ping still there");
            assertThat(socket.nextPong()).isEqualTo("ping still there");

            socket.say("x".repeat(1_025));

            assertThat(socket.awaitEnd()).isEqualTo(1009);
        }
    }

    @Test
    void closesWhenThePartsOfAMessageAreTooLargeTogether() {
        try (EventSocket socket = EventSocket.open(shop, shop.newCustomer())) {
            socket.say("begin " + "x".repeat(1_000));
            socket.say("more " + "x".repeat(1_000));

            assertThat(socket.awaitEnd()).isEqualTo(1009);
        }
    }

    /** Twelve megabytes for a client that reads none of it: more than any window, or any buffer on the way. */
    @Test
    void losesNothingForAClientThatReadsLate() {
        int count = 1_500;
        Customer slow = shop.newCustomer();
        Customer quick = shop.newCustomer();
        try (EventSocket late = EventSocket.resume(shop, slow, null);
                EventSocket prompt = EventSocket.open(shop, quick)) {
            await().until(() -> hub.openStreams() > 1);
            long before = hub.head();
            books.run("""
                    INSERT INTO outbox (user_id, type, data, occurred_at)
                    SELECT :userId, 'test.numbered', json_build_object('number', n, 'text', repeat('x', 8000)), now()
                    FROM generate_series(1, :count) n
                    """, Map.of("userId", slow.id(), "count", count));
            await().atMost(Duration.ofSeconds(30)).until(() -> hub.head() >= before + count);
            String order = shop.placed(quick, shop.newProduct(1), 1);
            assertThat(order).as("nobody else waits").endsWith(orderOf(prompt.next()));

            late.reading().connected();

            List<Integer> numbers = late.next(count).stream()
                    .map(message -> message.path("data").path("number").asInt())
                    .toList();
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, count).boxed().toList());
        }
    }

    @Test
    void letsPagesOfThisSiteInAndThoseOfOthersNot() {
        Customer customer = shop.newCustomer();

        assertThat(handshake(customer, "https://evil.example").status()).isEqualTo(403);
        assertThat(handshake(customer, "https://evil.example").code()).isEqualTo("foreign_origin");
        assertThat(handshake(customer, "null").status()).isEqualTo(403);
        assertThat(handshake(customer, "http://localhost:1").status()).isEqualTo(403);
        assertThat(handshake(customer, "http://localhost:" + shop.port() + ".evil.example")
                        .status())
                .isEqualTo(403);
        try (EventSocket socket = EventSocket.from("https://localhost:" + shop.port(), shop, customer)) {
            socket.connected();
        }
    }

    @Test
    void asksForAnUpgradeAndForAToken() {
        Reply plain = shop.get(PATH, shop.newCustomer());

        assertThat(plain.status()).isEqualTo(426);
        assertThat(plain.code()).isEqualTo("upgrade_required");
        assertThat(plain.header("Upgrade")).isEqualTo("websocket");
        assertThat(handshake(null, "http://localhost:" + shop.port()).status()).isEqualTo(401);
    }

    /** One short-lived node: what another heard is resumed there, the silent are cut, the rest is sent away. */
    @Test
    void resumesOnAnotherNodeUntilThatOneStops() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        String lastEventId;
        try (EventSocket socket = EventSocket.open(shop, buyer)) {
            shop.placed(buyer, product, 1);
            lastEventId = socket.next().path("id").asString();
        }
        List<String> missed = IntStream.range(0, 10)
                .mapToObj(i -> shop.placed(buyer, product, 1))
                .toList();
        Node other = Node.start(Map.of("fluxmart.notifications.heartbeat", "300ms"));
        try (EventSocket socket = EventSocket.resume(other.shop(), buyer, lastEventId)
                        .reading()
                        .connected();
                EventSocket absent = EventSocket.absent(other.shop(), buyer)) {
            assertThat(socket.next(10).stream().map(SocketTests::orderOf).toList())
                    .isEqualTo(missed.stream().map(SocketTests::idOf).toList());
            assertThat(absent.awaitEnd()).as("nothing came from there").isEqualTo(1001);
            String live = shop.placed(buyer, product, 1);
            assertThat(orderOf(socket.next())).isEqualTo(idOf(live));

            other.close();

            JsonNode goodbye = socket.next();
            assertThat(goodbye.path("event").asString()).isEqualTo("drain");
            assertThat(goodbye.path("retry").asInt()).isPositive();
            assertThat(socket.awaitEnd()).isEqualTo(1001);
        } finally {
            other.close();
        }
    }

    private Reply handshake(Customer who, String origin) {
        return shop.send(
                HttpMethod.GET,
                PATH,
                who,
                null,
                "Connection",
                "Upgrade",
                "Upgrade",
                "websocket",
                "Sec-WebSocket-Version",
                "13",
                "Sec-WebSocket-Key",
                "dGhlIHNhbXBsZSBub25jZQ==",
                "Origin",
                origin);
    }

    private static String orderOf(JsonNode message) {
        return message.path("data").path("orderId").asString();
    }

    private static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
