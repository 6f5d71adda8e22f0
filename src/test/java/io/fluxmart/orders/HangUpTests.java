package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Guarantee 3: a hang-up is not an unknown. */
@FluxmartTest
class HangUpTests {

    private static final int REQUESTS = 200;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    ConnectionPool pool;

    @Autowired
    DatabaseClient database;

    @Test
    void finishesTheWriteOfAClientThatHungUpAndLeaksNoConnection() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(REQUESTS * 2);
        List<String> keys =
                IntStream.range(0, REQUESTS).mapToObj(i -> unique("key")).toList();
        Random random = new Random(7);
        List<Integer> microsecondsToWait =
                keys.stream().map(key -> random.nextInt(20_000)).toList();

        Flux.range(0, REQUESTS)
                .flatMap(i -> hangUp(buyer, keys.get(i), product, microsecondsToWait.get(i)), 32)
                .blockLast(Duration.ofMinutes(1));
        awaitQuiet(product);

        long afterHangUps = books.sold(product);
        assertThat(afterHangUps).as("some were carried out").isPositive();
        assertThat(books.sold(product) + shop.stockOf(product)).isEqualTo(REQUESTS * 2);
        assertThat(ordersOf(buyer)).as("each key has one order or none").isEqualTo(keysOf(buyer));

        List<Reply> retries = Flux.fromIterable(keys)
                .flatMap(key -> shop.placeOrder(buyer, key, lines(line(product, 1))), 32)
                .collectList()
                .block(Duration.ofMinutes(1));

        assertThat(retries).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
        assertThat(retries.stream().filter(reply -> reply.header("Idempotent-Replayed") != null))
                .as("those carried out before are told, not repeated")
                .hasSize((int) afterHangUps);
        assertThat(books.sold(product)).isEqualTo(REQUESTS);
        assertThat(shop.stockOf(product)).isEqualTo(REQUESTS);
        awaitIdlePool();
    }

    /** A cancelled read leaves its connection busy for a while; whoever gets it next must not get its rows. */
    @Test
    void answersRightlyOnConnectionsWhoseLastReaderHungUp() {
        Flux.range(0, REQUESTS)
                .flatMap(i -> hangUpOnRead("/api/products?limit=100", i * 50), 32)
                .blockLast(Duration.ofMinutes(1));
        Flux.range(0, 40)
                .map(i -> database.sql("SELECT g, pg_sleep(0.005) FROM generate_series(1, 100) g")
                        .map(row -> row.get(0))
                        .all()
                        .subscribe())
                .doOnNext(reader -> LockSupport.parkNanos(2_000_000))
                .doOnNext(Disposable::dispose)
                .blockLast(Duration.ofMinutes(1));

        List<Integer> answers = Flux.range(0, 100)
                .flatMap(
                        i -> database.sql("SELECT :number::int AS number")
                                .bind("number", i)
                                .map(row -> row.get("number", Integer.class))
                                .one()
                                .map(answer -> answer - i)
                                .retry(3),
                        20)
                .collectList()
                .block(Duration.ofMinutes(1));

        assertThat(answers).hasSize(100).containsOnly(0);
        awaitIdlePool();
    }

    /** Nothing is under way any more, and nothing comes after. */
    private void awaitQuiet(long product) {
        awaitIdlePool();
        AtomicLong sold = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> sold.getAndSet(books.sold(product)) == books.sold(product));
        awaitIdlePool();
    }

    private void awaitIdlePool() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(pool.getMetrics().orElseThrow().pendingAcquireSize()).isZero();
            assertThat(books.number("""
                            SELECT count(*) FROM pg_stat_activity
                            WHERE datname = current_database() AND state LIKE 'idle in transaction%'
                            """, Map.of())).isZero();
            assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero();
        });
    }

    private Mono<Void> hangUp(Customer buyer, String key, long product, int microseconds) {
        return Mono.fromRunnable(() -> sendAndHangUp(buyer, key, product, microseconds))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private void sendAndHangUp(Customer buyer, String key, long product, int microseconds) {
        String body = "{\"items\":" + lines(line(product, 1)) + "}";
        String request = "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + buyer.token() + "\r\nIdempotency-Key: " + key + "\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        sendAndHangUp(request, microseconds);
    }

    private void sendAndHangUp(String request, int microseconds) {
        try (Socket socket = new Socket("localhost", shop.port())) {
            socket.setSoLinger(true, 0); // a reset, as a client that crashed would send
            socket.getOutputStream().write(request.getBytes(UTF_8));
            LockSupport.parkNanos(microseconds * 1_000L);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private Mono<Void> hangUpOnRead(String path, int microseconds) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        return Mono.fromRunnable(() -> sendAndHangUp(request, microseconds))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    private long ordersOf(Customer buyer) {
        return books.number("SELECT count(*) FROM orders WHERE user_id = :id", Map.of("id", buyer.id()));
    }

    private long keysOf(Customer buyer) {
        return books.number("SELECT count(*) FROM idempotency_keys WHERE user_id = :id", Map.of("id", buyer.id()));
    }
}
