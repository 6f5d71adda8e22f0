package io.fluxmart.platform.observability;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Shop;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/** A request's trace shows what it had to wait for, in all three stores, and is found by the id in the logs. */
class TracingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void followsRequestsIntoTheStores() {
        try (Collector collector = new Collector();
                Node node = Node.start(settings(collector, 1))) {
            Shop shop = node.shop();
            Customer buyer = shop.newCustomer();
            long product = shop.newProduct(5);
            String order = "{\"items\":" + lines(line(product, 1)) + "}";

            shop.send(
                    HttpMethod.POST,
                    "/api/orders",
                    buyer,
                    order,
                    "Idempotency-Key",
                    unique("key"),
                    "X-Request-Id",
                    "an-order");
            shop.send(HttpMethod.GET, "/api/cart", buyer, null, "X-Request-Id", "a-cart");
            shop.send(HttpMethod.GET, "/api/posts", buyer, null, "X-Request-Id", "posts");

            List<Span> statements = awaitCalls(collector, "an-order", "db.system.name", "postgresql");
            assertThat(statements)
                    .extracting(span -> Collector.attribute(span, "db.query.text"))
                    .anyMatch(sql -> sql.contains("INSERT INTO orders"))
                    .noneMatch(sql -> sql.contains(buyer.id().toString()));
            assertThat(awaitCalls(collector, "a-cart", "db.system", "redis")).isNotEmpty();
            assertThat(awaitCalls(collector, "posts", "db.system.name", "mongodb"))
                    .isNotEmpty();
        }
    }

    @Test
    void tellsNobodyOfRequestsThatAreNotSampled() {
        try (Collector collector = new Collector();
                Node node = Node.start(settings(collector, 0))) {
            node.shop().send(HttpMethod.GET, "/api/products?limit=1", null, null, "X-Request-Id", "unseen");

            await().pollDelay(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(collector.spans()).isEmpty());
        }
    }

    private static List<Span> awaitCalls(Collector collector, String requestId, String key, String value) {
        await().atMost(PATIENCE)
                .until(() -> !calls(collector, requestId, key, value).isEmpty());
        return calls(collector, requestId, key, value);
    }

    private static List<Span> calls(Collector collector, String requestId, String key, String value) {
        return collector.ofRequest(requestId).map(collector::of).orElse(List.of()).stream()
                .filter(span -> Collector.attribute(span, key).equals(value))
                .toList();
    }

    private static Map<String, Object> settings(Collector collector, double share) {
        return Map.of(
                "spring.profiles.active",
                "test,tracing",
                "management.tracing.sampling.probability",
                share,
                "management.opentelemetry.tracing.export.schedule-delay",
                "100ms",
                "management.opentelemetry.tracing.export.otlp.endpoint",
                collector.endpoint());
    }
}
