package io.fluxmart.restarts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Invariants;
import io.fluxmart.testing.OwnStores;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Two nodes are replaced one after the other, as a new version would, while buyers order and readers listen. */
@Tag("faults")
class RollingRestartTests {

    private static final Logger log = LoggerFactory.getLogger(RollingRestartTests.class);
    private static final int STREAMS = 2_000;
    private static final int CUSTOMERS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(5);

    @Test
    void losesNeitherOrderNorEvent() throws Exception {
        try (OwnStores stores = new OwnStores();
                Replica first = Replica.start(stores);
                Replica second = Replica.start(stores);
                Readers readers = new Readers(first.port())) {
            Shop shop = first.shop();
            listen(readers, shop);
            try (Buyers buyers = new Buyers(shop, shop.newProduct(1_000_000))) {
                readers.comeBackTo(second.port());
                leave(first, second, readers, buyers);
                try (Replica third = Replica.start(stores)) {
                    readers.comeBackTo(third.port());
                    leave(second, third, readers, buyers);
                    check(buyers.stop(), readers, stores.books());
                }
            }
        }
    }

    private static void listen(Readers readers, Shop shop) {
        List<Customer> customers =
                IntStream.range(0, CUSTOMERS).mapToObj(i -> shop.newCustomer()).toList();
        for (int i = 0; i < STREAMS; i++) {
            readers.add(customers.get(i % CUSTOMERS));
        }
        await().atMost(PATIENCE).until(() -> readers.connected() == STREAMS);
    }

    /** Broadcasts go on all the time, by way of the one that stays. */
    private static void leave(Replica leaving, Replica staying, Readers readers, Buyers buyers) throws Exception {
        int drained = readers.drained();
        Shop shop = staying.shop();
        Disposable broadcasts = Flux.interval(Duration.ofMillis(100))
                .onBackpressureDrop()
                .concatMap(i -> tick(shop))
                .subscribe();
        try {
            buyers.goTo(shop);
            Duration took = leaving.leave();

            log.info("A node with {} streams left within {} ms", STREAMS, took.toMillis());
            assertThat(took).isLessThan(LONGEST_FAREWELL);
            assertThat(leaving.readiness()).isZero();
            assertThat(readers.drained() - drained).isEqualTo(STREAMS);
            await().atMost(PATIENCE).until(() -> readers.connected() == STREAMS);
        } finally {
            broadcasts.dispose();
        }
    }

    private static Flux<?> tick(Shop shop) {
        return shop.exchange(
                        HttpMethod.POST,
                        "/api/notifications",
                        shop.admin(),
                        Map.of("type", Readers.TICK, "data", Map.of("n", 1)))
                .flux();
    }

    private static void check(Map<String, String> acknowledged, Readers readers, Books books) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Long> ticks = ticks(books);
            assertThat(ticks).hasSizeGreaterThan(20);
            readers.received().forEach(received -> assertThat(received).isEqualTo(ticks));
        });
        assertThat(acknowledged).hasSizeGreaterThan(100);
        assertThat(books.texts("SELECT k.key FROM idempotency_keys k JOIN orders o ON o.id = k.resource_id", Map.of()))
                .containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
        assertThat(books.texts("SELECT id::text FROM orders", Map.of()))
                .containsExactlyInAnyOrderElementsOf(acknowledged.values());
        assertThat(Invariants.broken(books)).isEmpty();
    }

    /** Those who were broadcast last may still be on their way into the log. */
    private static List<Long> ticks(Books books) {
        return books
                .texts(
                        "SELECT seq::text FROM event_log WHERE type = :type ORDER BY event_log.seq",
                        Map.of("type", Readers.TICK))
                .stream()
                .map(Long::valueOf)
                .toList();
    }
}
