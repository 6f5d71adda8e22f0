package io.fluxmart.notifications;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two nodes that hardly ever poll, so that only Redis can wake one for the other. */
class WakeUpTests {

    @Test
    void hearsOverRedisAndHearsAgainAfterRedisWasAwayOrWentSilent() {
        URI address = URI.create(Optional.ofNullable(System.getenv("SPRING_DATA_REDIS_URL"))
                .orElseGet(() -> SharedBackends.get().redisUrl()));
        try (TcpProxy redis = new TcpProxy(address.getHost(), address.getPort())) {
            Map<String, Object> settings = Map.of(
                    "spring.data.redis.url",
                    "redis://127.0.0.1:" + redis.port(),
                    "fluxmart.events.poll-interval",
                    "1h");
            try (Node nodeA = Node.start(settings);
                    Node nodeB = Node.start(settings)) {
                Customer buyer = nodeA.shop().newCustomer();
                long product = nodeA.shop().newProduct(1_000);
                try (EventStream stream = nodeB.shop().listen(buyer)) {
                    awaitWakeUp(nodeA, buyer, product, stream);
                    redis.cut();
                    assertThat(nodeA.shop()
                                    .order(buyer, unique("key"), lines(line(product, 1)))
                                    .status())
                            .isEqualTo(201);
                    redis.mend();
                    awaitWakeUp(nodeA, buyer, product, stream);

                    redis.strand();
                    awaitWakeUp(nodeA, buyer, product, stream);
                }
            }
        }
    }

    /** Subscriptions take a moment to stand; from then on each order wakes the other node. */
    private static void awaitWakeUp(Node node, Customer buyer, long product, EventStream stream) {
        int heard = stream.waiting();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    node.shop().order(buyer, unique("key"), lines(line(product, 1)));
                    return stream.waiting() > heard;
                });
    }
}
