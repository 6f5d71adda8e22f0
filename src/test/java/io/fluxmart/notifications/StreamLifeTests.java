package io.fluxmart.notifications;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Browser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.Node;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;

/** What happens to an open stream in the course of time, on nodes with short settings. */
class StreamLifeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void sendsHeartbeatsToAnIdleStream() {
        try (Node node = Node.start(Map.of("fluxmart.notifications.heartbeat", "50ms"));
                EventStream stream = node.shop().listen(node.shop().newCustomer())) {
            assertThat(stream.nextComment().comment()).isEqualTo("heartbeat");
            assertThat(stream.nextComment().comment()).isEqualTo("heartbeat");

            long before = Long.parseLong(stream.lastEventId());
            node.shop().placed(node.shop().newCustomer(), node.shop().newProduct(1), 1);
            await("the cursor passes over what is for others")
                    .atMost(PATIENCE)
                    .until(() -> Long.parseLong(stream.lastEventId()) > before);
            assertThat(stream.hasNothingMore()).isTrue();
        }
    }

    @Test
    void saysGoodbyeBeforeTheNodeStops() {
        Node node = Node.start(Map.of());
        Customer customer = node.shop().newCustomer();
        try (EventStream stream = node.shop().listen(customer)) {
            node.close();

            ServerSentEvent<String> goodbye = stream.next();
            assertThat(goodbye.event()).isEqualTo("drain");
            assertThat(goodbye.retry()).isNotNull();
            stream.awaitEnd();
        }
    }

    @Test
    void endsTheStreamsOfATokenAndASessionThatExpired() {
        try (Node node = Node.start(Map.of(
                "fluxmart.notifications.heartbeat", "100ms",
                "fluxmart.auth.token-lifetime", "3s",
                "fluxmart.auth.session-lifetime", "3s"))) {
            String login = unique("expiring");
            assertExpires(node.shop().listen(node.shop().newCustomer(login)));
            Browser browser = Browser.signedIn(node.shop(), login);
            assertExpires(browser.listen());
            assertThat(browser.get("/api/users/me").status()).isEqualTo(401);
        }
    }

    private static void assertExpires(EventStream opened) {
        try (EventStream stream = opened) {
            assertThat(stream.nextComment().comment()).isEqualTo("heartbeat");
            assertThat(stream.next().event()).isEqualTo("drain");
            stream.awaitEnd();
        }
    }
}
