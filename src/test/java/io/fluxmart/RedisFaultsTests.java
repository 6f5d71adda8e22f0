package io.fluxmart;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.EmbeddedRedisServer;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Redis is killed, comes back empty, freezes and goes on, under load: no checkout fails, no event is lost or comes twice,
 * and nodes hear of each other again. They hardly ever poll here, so that only Redis can wake the one that did not sell.
 */
@Tag("faults")
class RedisFaultsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int ORDERS_IN_EACH_PHASE = 100;

    @TempDir
    Path directory;

    private volatile boolean isEnough;
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> placed = new ConcurrentLinkedQueue<>();

    @Test
    void losesNothingWhateverBecomesOfRedis() {
        try (EmbeddedRedisServer redis = new EmbeddedRedisServer(directory);
                Node seller = node(redis);
                Node teller = node(redis)) {
            Customer buyer = seller.shop().newCustomer();
            long product = seller.shop().newProduct(1_000_000);
            try (EventStream stream = teller.shop().listen(buyer)) {
                CompletableFuture<Void> load =
                        orders(seller.shop(), buyer, product).toFuture();
                awaitOrders();
                redis.kill();
                awaitOrders();
                redis.startEmpty();
                awaitOrders();
                redis.freeze();
                awaitOrders();
                redis.thaw();
                awaitOrders();
                isEnough = true;
                load.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

                assertThat(refusals).isEmpty();
                awaitWakeUp(seller.shop(), buyer, product, stream);
                assertThat(ordersIn(stream)).containsExactlyElementsOf(placed);
            }
        }
    }

    private static Node node(EmbeddedRedisServer redis) {
        return Node.start(Map.of("spring.data.redis.url", redis.url(), "fluxmart.events.poll-interval", "1h"));
    }

    /** One after the other, so that their events have one order. */
    private Mono<Void> orders(Shop shop, Customer buyer, long product) {
        return Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(tick -> isEnough)
                .concatMap(tick -> shop.placeOrder(buyer, unique("key"), lines(line(product, 1))), 1)
                .doOnNext(this::note)
                .then();
    }

    private void note(Reply reply) {
        if (reply.status() == 201) {
            placed.add(reply.json().path("id").asString());
        } else {
            refusals.add(reply.text());
        }
        answered.incrementAndGet();
    }

    private void awaitOrders() {
        int goal = answered.get() + ORDERS_IN_EACH_PHASE;
        await().atMost(PATIENCE).until(() -> answered.get() >= goal);
    }

    private void awaitWakeUp(Shop shop, Customer buyer, long product, EventStream stream) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            boolean hasHeardAll = stream.waiting() == placed.size();
            if (!hasHeardAll) {
                note(shop.order(buyer, unique("key"), lines(line(product, 1))));
            }
            return hasHeardAll;
        });
    }

    private static List<String> ordersIn(EventStream stream) {
        List<String> ids = new ArrayList<>();
        for (ServerSentEvent<String> event : stream.next(stream.waiting())) {
            assertThat(event.event()).isEqualTo("order.placed");
            ids.add(event.data().replaceAll(".*\"orderId\":\"([^\"]+)\".*", "$1"));
        }
        return ids;
    }
}
