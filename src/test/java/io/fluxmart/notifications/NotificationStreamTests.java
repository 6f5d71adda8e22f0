package io.fluxmart.notifications;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class NotificationStreamTests {

    @Autowired
    Shop shop;

    @Test
    void tellsTheBuyerOfTheirOrderAndNobodyElse() {
        Customer buyer = shop.newCustomer();
        Customer stranger = shop.newCustomer();
        long product = shop.newProduct(10);
        try (EventStream theirs = shop.listen(buyer);
                EventStream others = shop.listen(stranger)) {
            String order = place(buyer, product);
            shop.post("/api/orders/" + order + "/cancel", buyer, null);
            sendTo(stranger, "shop.hello");

            ServerSentEvent<String> placed = theirs.next();
            ServerSentEvent<String> cancelled = theirs.next();

            assertThat(placed.event()).isEqualTo("order.placed");
            assertThat(placed.data()).contains(order).doesNotContain("\n");
            assertThat(cancelled.event()).isEqualTo("order.cancelled");
            assertThat(Long.parseLong(cancelled.id())).isGreaterThan(Long.parseLong(placed.id()));
            assertThat(others.next().event())
                    .as("the first that the stranger hears")
                    .isEqualTo("shop.hello");
        }
    }

    @Test
    void tellsEverybodyWhatAnAdministratorSendsToEverybody() {
        try (EventStream one = shop.listen(shop.newCustomer());
                EventStream two = shop.listen(shop.newCustomer())) {
            Reply sent = shop.post(
                    "/api/notifications",
                    shop.admin(),
                    Map.of("type", "new_message", "data", Map.of("userId", 123, "text", "line\r\nbreak")));

            assertThat(sent.status()).as(sent.text()).isEqualTo(202);
            ServerSentEvent<String> heard = one.next();
            assertThat(heard.event()).isEqualTo("new_message");
            assertThat(heard.data()).contains("\"userId\":123").contains("line\\r\\nbreak");
            assertThat(two.next().id()).isEqualTo(heard.id());
        }
    }

    @Test
    void resumesBehindTheLastEventThatWasHeard() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        String lastEventId;
        try (EventStream stream = shop.listen(buyer)) {
            place(buyer, product);
            stream.next();
            lastEventId = stream.lastEventId();
        }
        List<String> missed =
                IntStream.range(0, 20).mapToObj(i -> place(buyer, product)).toList();

        try (EventStream stream = shop.resume(buyer, lastEventId)) {
            assertThat(stream.next(20))
                    .extracting(NotificationStreamTests::orderOf)
                    .containsExactlyElementsOf(missed);
            String live = place(buyer, product);
            assertThat(orderOf(stream.next())).isEqualTo(live);
        }
    }

    @Test
    void givesACursorToWhoeverHeardNothingYet() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        String lastEventId;
        try (EventStream stream = shop.listen(buyer)) {
            lastEventId = stream.lastEventId();
        }
        String missed = place(buyer, product);

        try (EventStream stream = shop.resume(buyer, lastEventId)) {
            assertThat(orderOf(stream.next())).isEqualTo(missed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "999999999999"})
    void resetsACursorThatTheLogDoesNotHold(String lastEventId) {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        try (EventStream stream = shop.resume(buyer, lastEventId)) {
            assertThat(stream.next().event()).isEqualTo("reset");
            String order = place(buyer, product);
            assertThat(orderOf(stream.next())).isEqualTo(order);
        }
    }

    @Test
    void refusesACursorThatIsNone() {
        Reply refused = shop.send(
                HttpMethod.GET, "/api/notifications/stream", shop.newCustomer(), null, "Last-Event-ID", "1; drop");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_cursor");
    }

    @Test
    void listsEventsByCursor() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        String before;
        List<String> placed;
        try (EventStream stream = shop.listen(buyer)) {
            before = stream.lastEventId();
            placed = IntStream.range(0, 3).mapToObj(i -> place(buyer, product)).toList();
            stream.next(3);
        }

        JsonNode first =
                shop.get("/api/notifications?limit=2&after=" + before, buyer).json();
        String next = first.path("page").path("nextCursor").asString();
        JsonNode second =
                shop.get("/api/notifications?limit=2&after=" + next, buyer).json();

        assertThat(first.path("data"))
                .extracting(event -> event.path("data").path("orderId").asString())
                .containsExactly(placed.get(0), placed.get(1));
        assertThat(second.path("data"))
                .extracting(event -> event.path("data").path("orderId").asString())
                .containsExactly(placed.get(2));
        assertThat(second.path("page").path("hasMore").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"order.placed\",\"data\":{}}",
                "{\"type\":\"product.changed\",\"data\":{}}",
                "{\"type\":\"connected\",\"data\":{}}",
                "{\"type\":\"reset\",\"data\":{}}",
                "{\"type\":\"a\\nid: 1\",\"data\":{}}",
                "{\"type\":\"UPPER\",\"data\":{}}",
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"data\":{},\"seq\":1}"
            })
    void refusesANotificationThatIsNone(String body) {
        assertThat(shop.post("/api/notifications", shop.admin(), body).status()).isEqualTo(422);
    }

    @Test
    void refusesANotificationThatIsTooLarge() {
        Reply refused = shop.post(
                "/api/notifications", shop.admin(), Map.of("type", "hello", "data", Map.of("text", "x".repeat(9_000))));

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void letsOnlyAdministratorsSend() {
        Map<String, Object> hello = Map.of("type", "hello", "data", Map.of());

        assertThat(shop.post("/api/notifications", shop.newCustomer(), hello).status())
                .isEqualTo(403);
        assertThat(shop.post("/api/notifications", null, hello).status()).isEqualTo(401);
        assertThat(shop.get("/api/notifications/stream", null).status()).isEqualTo(401);
    }

    private void sendTo(Customer who, String type) {
        Map<String, Object> draft = Map.of("type", type, "data", Map.of(), "userId", who.id());
        assertThat(shop.post("/api/notifications", shop.admin(), draft).status())
                .isEqualTo(202);
    }

    private String place(Customer buyer, long product) {
        Reply placed = shop.order(buyer, unique("key"), lines(line(product, 1)));
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        return placed.json().path("id").asString();
    }

    private static String orderOf(ServerSentEvent<String> event) {
        return event.data().replaceAll(".*\"orderId\":\"([^\"]+)\".*", "$1");
    }
}
