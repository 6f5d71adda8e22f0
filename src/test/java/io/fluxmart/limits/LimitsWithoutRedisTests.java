package io.fluxmart.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.EmbeddedRedisServer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/**
 * A node whose clients pretend to be somebody else each time, and whose Redis comes and goes. They ask for an unknown
 * route, so that no other store decides on the answer.
 */
@FluxmartTest
class LimitsWithoutRedisTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int QUOTA = 10;
    private static final Pattern COUNTED_LOCALLY =
            Pattern.compile("^fluxmart_limits_local_total(?:\\{.*})? ([0-9.E]+)$", Pattern.MULTILINE);

    private final AtomicInteger disguises = new AtomicInteger();

    @Autowired
    Shop demoUsersAreThere;

    @Test
    void holdsTheLimitByItselfUntilRedisIsBack(@TempDir Path directory) {
        try (EmbeddedRedisServer redis = new EmbeddedRedisServer(directory);
                Node node = behind(redis)) {
            Shop shop = node.shop();
            await("the shared limit").atMost(PATIENCE).until(() -> get(shop).status() == 429);

            redis.kill();
            assertThatTheLimitHolds(shop);

            redis.startEmpty();
            await("Redis is asked again").atMost(PATIENCE).until(() -> isCountedInRedis(shop));

            redis.freeze();
            double before = countedLocally(shop);
            assertThatTheLimitHolds(shop);
            assertThat(countedLocally(shop)).isGreaterThan(before);

            redis.thaw();
            await("and again").atMost(PATIENCE).until(() -> isCountedInRedis(shop));
        }
    }

    private static Node behind(EmbeddedRedisServer redis) {
        return Node.start(Map.of(
                "spring.data.redis.url",
                redis.url(),
                // Should a request wait for that long, its client gives up.
                "spring.data.redis.timeout",
                "60s",
                // On such a platform the web server itself would believe the header, if we let it.
                "spring.main.cloud-platform",
                "kubernetes",
                "fluxmart.limits.enabled",
                true,
                "fluxmart.limits.requests.quota",
                QUOTA,
                "fluxmart.limits.requests.window",
                "1h"));
    }

    private void assertThatTheLimitHolds(Shop shop) {
        List<Integer> statuses =
                IntStream.range(0, QUOTA + 5).mapToObj(i -> get(shop).status()).toList();

        assertThat(statuses).isSubsetOf(404, 429);
        assertThat(statuses.stream().filter(status -> status == 404).count()).isLessThanOrEqualTo(QUOTA);
        assertThat(statuses).endsWith(429);
    }

    private boolean isCountedInRedis(Shop shop) {
        double before = countedLocally(shop);
        return get(shop).header("RateLimit") != null && countedLocally(shop) == before;
    }

    private Reply get(Shop shop) {
        String disguise = "203.0.113." + disguises.incrementAndGet() % 256;
        return shop.send(
                HttpMethod.GET,
                "/api/nowhere",
                null,
                null,
                "X-Forwarded-For",
                disguise,
                "Forwarded",
                "for=" + disguise);
    }

    private static double countedLocally(Shop shop) {
        Matcher metric = COUNTED_LOCALLY.matcher(
                shop.get("/actuator/prometheus", shop.admin()).text());
        assertThat(metric.find()).isTrue();
        return Double.parseDouble(metric.group(1));
    }
}
