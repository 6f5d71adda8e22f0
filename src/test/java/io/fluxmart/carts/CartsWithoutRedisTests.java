package io.fluxmart.carts;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.FreePort;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.LockedProduct;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Without Redis there are no carts; everything else goes on, and no cart is ordered twice for it. */
@FluxmartTest
@Tag("faults")
class CartsWithoutRedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void refusesCartsAndSellsWhenRedisWasNeverThere() {
        try (Node node = Node.start(Map.of("spring.data.redis.url", "redis://127.0.0.1:" + FreePort.find()))) {
            assertOnlyCartsAreAway(Visitor.of(node.shop()));
        }
    }

    @Test
    void repeatsAnswersWhileRedisIsAwayAndGoesOnWhenItIsBack() {
        try (TcpProxy redis = proxy();
                Node node = behind(redis)) {
            long product = shop.newProduct(10);
            Visitor visitor = Visitor.of(node.shop());
            awaitCart(visitor);
            visitor.with(product, 1);
            String key = unique("key");
            Reply first = visitor.checkout(key);
            assertThat(first.status()).as(first.text()).isEqualTo(201);
            visitor.with(product, 3);

            redis.cut();
            assertOnlyCartsAreAway(visitor);
            Reply repeated = visitor.checkout(key);
            assertThat(repeated.status()).isEqualTo(201);
            assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(repeated.body()).isEqualTo(first.body());

            redis.mend();
            awaitCart(visitor);
            assertThat(visitor.lines()).containsExactly(product + "x3");
        }
    }

    @Test
    void keepsTheOrderWhenTheCartCannotBeClearedAndDoesNotOrderItAgain() {
        try (TcpProxy redis = proxy();
                Node node = behind(redis)) {
            long product = shop.newProduct(10);
            Visitor visitor = Visitor.of(node.shop());
            awaitCart(visitor);
            visitor.with(product, 2);
            CompletableFuture<Reply> order;
            try (LockedProduct locked = new LockedProduct(database, transaction, product)) {
                order = visitor.checkoutLater(unique("key")).toFuture();
                locked.awaitWaiting();
                redis.cut();
            }
            assertThat(order.orTimeout(20, TimeUnit.SECONDS).join().status()).isEqualTo(201);

            Visitor elsewhere = visitor.at(shop);
            assertThat(elsewhere.lines()).containsExactly(product + "x2");
            assertThat(elsewhere.checkout(unique("key")).code()).isEqualTo("cart_already_ordered");
            assertThat(elsewhere.lines()).isEmpty();
            assertThat(books.sold(product)).isEqualTo(2);
        }
    }

    @Test
    void refusesWhenRedisDoesNotAnswerInTime() throws IOException {
        Visitor visitor = Visitor.of(shop);
        pauseRedis(Duration.ofSeconds(2));

        assertAway(visitor.view());

        awaitCart(visitor);
    }

    private static void assertOnlyCartsAreAway(Visitor visitor) {
        long product = visitor.shop().newProduct(5);
        List.of(
                        visitor.view(),
                        visitor.put(product, 1),
                        visitor.remove(product),
                        visitor.clear(),
                        visitor.checkout(unique("key")))
                .forEach(CartsWithoutRedisTests::assertAway);
        assertThat(visitor.shop()
                        .order(visitor.who(), unique("key"), lines(line(product, 1)))
                        .status())
                .isEqualTo(201);
    }

    private static void assertAway(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("store_unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static void awaitCart(Visitor visitor) {
        await().atMost(PATIENCE).until(() -> visitor.view().status() == 200);
    }

    private static Node behind(TcpProxy redis) {
        return Node.start(Map.of("spring.data.redis.url", "redis://127.0.0.1:" + redis.port()));
    }

    private static TcpProxy proxy() {
        URI address = address();
        return new TcpProxy(address.getHost(), address.getPort());
    }

    private static URI address() {
        return URI.create(Optional.ofNullable(System.getenv("SPRING_DATA_REDIS_URL"))
                .orElseGet(() -> SharedBackends.get().redisUrl()));
    }

    /** Redis holds every answer back for so long. */
    private static void pauseRedis(Duration time) throws IOException {
        try (Socket socket = new Socket(address().getHost(), address().getPort())) {
            socket.getOutputStream()
                    .write("CLIENT PAUSE %d ALL\r\n".formatted(time.toMillis()).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
                    .isEqualTo("+OK");
        }
    }
}
