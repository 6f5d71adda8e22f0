package io.fluxmart.notifications;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/** Guarantee 4, on two nodes that share their stores, with Redis in reach and out of it. */
class TwoNodesTests {

    private static final int ORDERS = 100;

    private static TcpProxy redis;
    private static Node nodeA;
    private static Node nodeB;

    @BeforeAll
    static void start() {
        URI address = URI.create(Optional.ofNullable(System.getenv("SPRING_DATA_REDIS_URL"))
                .orElseGet(() -> SharedBackends.get().redisUrl()));
        redis = new TcpProxy(address.getHost(), address.getPort());
        Map<String, Object> settings = Map.of("spring.data.redis.url", "redis://127.0.0.1:" + redis.port());
        nodeA = Node.start(settings);
        nodeB = Node.start(settings);
    }

    @AfterAll
    static void stop() {
        nodeA.close();
        nodeB.close();
        redis.close();
    }

    @Test
    void hearsOnOneNodeOfAnOrderPlacedOnTheOther() {
        Customer buyer = nodeA.shop().newCustomer();
        long product = nodeA.shop().newProduct(10);
        try (EventStream stream = nodeB.shop().listen(buyer)) {
            String order = place(nodeA.shop(), buyer, product);

            assertThat(orderOf(stream.next())).isEqualTo(order);
        }
    }

    @Test
    void resumesOnTheOtherNodeWithoutGapOrDuplicate() {
        missesNothingBetweenTwoConnections(() -> {});
    }

    @Test
    void resumesOnTheOtherNodeThoughRedisWasStoppedInBetween() {
        try {
            missesNothingBetweenTwoConnections(redis::cut);
        } finally {
            redis.mend();
        }
    }

    @Test
    void hearsOfOrdersWhileRedisIsAway() {
        Customer buyer = nodeA.shop().newCustomer();
        long product = nodeA.shop().newProduct(10);
        try (EventStream stream = nodeB.shop().listen(buyer)) {
            redis.cut();
            String order = place(nodeA.shop(), buyer, product);

            assertThat(orderOf(stream.next())).isEqualTo(order);
        } finally {
            redis.mend();
        }
    }

    @Test
    void tellsEverybodyOnBothNodes() {
        try (EventStream onA = nodeA.shop().listen(nodeA.shop().newCustomer());
                EventStream onB = nodeB.shop().listen(nodeB.shop().newCustomer())) {
            nodeA.shop().post("/api/notifications", nodeA.shop().admin(), Map.of("type", "hello", "data", Map.of()));

            ServerSentEvent<String> heard = onA.next();
            assertThat(heard.event()).isEqualTo("hello");
            assertThat(onB.next().id()).isEqualTo(heard.id());
        }
    }

    /** Both nodes move the outbox; the log has no gap and no number twice. */
    @Test
    void numbersEventsWithoutGapWhileBothNodesWrite() {
        Customer onA = nodeA.shop().newCustomer();
        Customer onB = nodeB.shop().newCustomer();
        long product = nodeA.shop().newProduct(1_000);
        try (EventStream streamA = nodeB.shop().listen(onA);
                EventStream streamB = nodeA.shop().listen(onB)) {
            Flux.range(0, 200)
                    .flatMap(
                            i -> i % 2 == 0
                                    ? nodeA.shop().placeOrder(onA, unique("key"), lines(line(product, 1)))
                                    : nodeB.shop().placeOrder(onB, unique("key"), lines(line(product, 1))),
                            16)
                    .doOnNext(reply -> assertThat(reply.status()).isEqualTo(201))
                    .blockLast(Duration.ofMinutes(1));

            List<Long> seqs = Flux.concat(Flux.fromIterable(streamA.next(100)), Flux.fromIterable(streamB.next(100)))
                    .map(event -> Long.valueOf(event.id()))
                    .sort()
                    .collectList()
                    .block();
            assertThat(seqs).doesNotHaveDuplicates();
            long logged = nodeA.books()
                    .number(
                            "SELECT count(*) FROM event_log WHERE seq BETWEEN :first AND :last",
                            Map.of("first", seqs.get(0), "last", seqs.get(199)));
            assertThat(logged).as("each number between is taken").isEqualTo(seqs.get(199) - seqs.get(0) + 1);
            assertThat(streamA.hasNothingMore() && streamB.hasNothingMore()).isTrue();
        }
    }

    private void missesNothingBetweenTwoConnections(Runnable disturbance) {
        Customer buyer = nodeA.shop().newCustomer();
        long product = nodeA.shop().newProduct(1_000);
        String lastEventId;
        try (EventStream stream = nodeB.shop().listen(buyer)) {
            place(nodeA.shop(), buyer, product);
            stream.next();
            lastEventId = stream.lastEventId();
        }
        disturbance.run();
        List<String> missed = Flux.range(0, ORDERS)
                .concatMap(i ->
                        (i % 2 == 0 ? nodeA : nodeB).shop().placeOrder(buyer, unique("key"), lines(line(product, 1))))
                .map(reply -> reply.json().path("id").asString())
                .collectList()
                .block(Duration.ofMinutes(1));

        try (EventStream stream = nodeA.shop().resume(buyer, lastEventId)) {
            List<ServerSentEvent<String>> heard = stream.next(ORDERS);
            assertThat(heard).extracting(TwoNodesTests::orderOf).containsExactlyElementsOf(missed);
            String live = place(nodeB.shop(), buyer, product);
            assertThat(orderOf(stream.next())).isEqualTo(live);
            assertThat(stream.hasNothingMore()).isTrue();
        }
    }

    private static String place(Shop shop, Customer buyer, long product) {
        Reply placed = shop.order(buyer, unique("key"), lines(line(product, 1)));
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        return placed.json().path("id").asString();
    }

    private static String orderOf(ServerSentEvent<String> event) {
        return event.data().replaceAll(".*\"orderId\":\"([^\"]+)\".*", "$1");
    }
}
