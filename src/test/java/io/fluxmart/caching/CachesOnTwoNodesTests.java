package io.fluxmart.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** What one node writes, the other shows soon, and once it has, it never goes back; with Redis or without. */
@FluxmartTest
class CachesOnTwoNodesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Three seconds are promised (docs/adr/0018); the rest is for a machine that is busy with other things. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(CachesOnTwoNodesTests.class);

    @Autowired
    Shop shop;

    @Test
    void showsWhatTheOtherNodeWrites() {
        try (TcpProxy redis = redis();
                Node other = Node.start(Map.of("spring.data.redis.url", "redis://127.0.0.1:" + redis.port()))) {
            follow(other.shop(), "with Redis", 100);
            followAnAccount(other.shop());
            followDetails(other.shop());
            redis.hold();
            follow(other.shop(), "while Redis is frozen", 2);
            redis.cut();
            follow(other.shop(), "while Redis is away", 2);
            redis.mend();
            follow(other.shop(), "when Redis is back", 2);
        }
    }

    /** The other node has not read the product before, and reads it all the time then. */
    private void follow(Shop other, String circumstance, int writes) {
        long product = shop.newProduct(0);
        List<Long> delays = new ArrayList<>();
        for (int stock = 0; stock <= writes; stock++) {
            long committed = System.nanoTime();
            awaitStock(other, product, stock);
            delays.add((System.nanoTime() - committed) / 1_000);
            shop.post("/api/products/" + product + "/stock", shop.admin(), Map.of("delta", 1));
        }
        delays.remove(0);
        delays.sort(null);
        assertThat(delays).allMatch(delay -> delay < BOUND.toNanos() / 1_000);
        log.info(
                "Seen on the other node {}: median {} us, longest {} us of {}",
                circumstance,
                delays.get(delays.size() / 2),
                delays.get(delays.size() - 1),
                delays.size());
    }

    private static void awaitStock(Shop other, long product, int stock) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int seen = other.stockOf(product);
        while (seen != stock) {
            assertThat(seen).as("no stock of before the last one seen").isEqualTo(stock - 1);
            assertThat(System.nanoTime() - deadline).as("patience left").isNegative();
            seen = other.stockOf(product);
        }
    }

    private void followAnAccount(Shop other) {
        Customer customer = shop.newCustomer();
        for (int age = 1; age <= 5; age++) {
            ageOf(other, customer);
            shop.send(HttpMethod.PATCH, "/api/users/me", customer, Map.of("age", age), "If-Match", "*");
            assertThat(ageOf(shop, customer)).isEqualTo(age);
            int wanted = age;
            await().atMost(PATIENCE).until(() -> ageOf(other, customer) == wanted);
        }
    }

    /** Long before details are asked for again without an event. */
    private void followDetails(Shop other) {
        String page = "/api/products/" + shop.newProduct(1);
        for (int edit = 1; edit <= 3; edit++) {
            other.get(page, null);
            assertThat(shop.get(page, null).json().has("details")).isEqualTo(edit > 1);
            String details = "{\"description\":\"edit " + edit + "\"}";
            shop.send(HttpMethod.PUT, page + "/details", shop.admin(), details);
            assertThat(descriptionOn(page, shop)).isEqualTo("edit " + edit);
            String wanted = "edit " + edit;
            await().atMost(BOUND).until(() -> descriptionOn(page, other).equals(wanted));
        }
    }

    private static String descriptionOn(String page, Shop where) {
        return where.get(page, null).json().at("/details/description").asString("");
    }

    private static int ageOf(Shop where, Customer customer) {
        return where.get("/api/users/me", customer).json().path("age").asInt();
    }

    private static TcpProxy redis() {
        URI address = URI.create(Optional.ofNullable(System.getenv("SPRING_DATA_REDIS_URL"))
                .orElseGet(() -> SharedBackends.get().redisUrl()));
        return new TcpProxy(address.getHost(), address.getPort());
    }
}
