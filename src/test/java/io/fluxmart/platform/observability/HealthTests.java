package io.fluxmart.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a node says of itself when its stores come and go, and to whom. */
@ExtendWith(OutputCaptureExtension.class)
class HealthTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PASSWORD = "pg-password-that-nobody-may-see";
    private static final String SECRET = "token-secret-that-nobody-may-see-either";

    @Test
    void isReadyAsLongAsItCanSell() {
        try (TcpProxy postgres = beforePostgres();
                TcpProxy mongo = TcpProxy.beforeMongo();
                TcpProxy redis = beforeRedis();
                Node node = Node.behindMongo(mongo, through(postgres, redis))) {
            Shop shop = node.shop();
            awaitReadiness(shop, 200, "UP");

            redis.cut();
            awaitGauge(shop, "redis", 0);
            awaitReadiness(shop, 200, "UP");
            redis.mend();
            awaitGauge(shop, "redis", 1);

            mongo.cut();
            awaitReadiness(shop, 200, "DEGRADED");
            awaitGauge(shop, "mongodb", 0);
            mongo.mend();
            awaitReadiness(shop, 200, "UP");
            awaitGauge(shop, "mongodb", 1);

            postgres.cut();
            awaitReadiness(shop, 503, "DOWN");
            awaitGauge(shop, "postgresql", 0);
            assertThat(shop.get("/actuator/health/liveness", null).status()).isEqualTo(200);
            postgres.mend();
            awaitReadiness(shop, 200, "UP");
            awaitGauge(shop, "postgresql", 1);
        }
    }

    @Test
    void waitsForPostgresWhenItStartsFirst(CapturedOutput output) {
        try (TcpProxy postgres = beforePostgres();
                TcpProxy redis = beforeRedis()) {
            postgres.cut();
            CompletableFuture<Node> start = CompletableFuture.supplyAsync(() -> Node.start(through(postgres, redis)));
            await().atMost(PATIENCE).until(() -> output.getOut().contains("PostgreSQL is not there yet"));
            assertThat(start).isNotDone();

            postgres.mend();

            try (Node node = start.join()) {
                awaitReadiness(node.shop(), 200, "UP");
            }
        }
    }

    @Test
    void tellsOperatorsNoSecretAndOthersNothing(CapturedOutput output) {
        try (TcpProxy postgres = beforePostgres();
                TcpProxy redis = beforeRedis()) {
            Map<String, Object> settings = through(postgres, redis);
            settings.put("spring.r2dbc.password", PASSWORD);
            settings.put("fluxmart.auth.token-secret", SECRET);
            settings.put("logging.level.org.springframework.boot", "debug");
            try (Node node = Node.start(settings)) {
                Shop shop = node.shop();
                postgres.cut();
                awaitReadiness(shop, 503, "DOWN");
                for (String path : new String[] {"health", "health/readiness", "info", "prometheus"}) {
                    Reply reply = shop.get("/actuator/" + path, null);
                    assertThat(reply.text()).doesNotContain(PASSWORD).doesNotContain(SECRET);
                    assertThat(onApiPort(shop, "/actuator/" + path)).isEqualTo(404);
                }
                assertThat(shop.get("/actuator/info", null)
                                .json()
                                .path("build")
                                .path("version")
                                .asString())
                        .isNotEmpty();
                assertThat(onManagementPort(shop, "/api/products/1")).isEqualTo(404);
                for (String path : new String[] {"", "/env", "/configprops", "/heapdump", "/loggers", "/beans"}) {
                    assertThat(shop.get("/actuator" + path, shop.admin()).status())
                            .as(path)
                            .isEqualTo(404);
                }
            }
        }
        assertThat(output.getAll()).doesNotContain(PASSWORD).doesNotContain(SECRET);
    }

    private static int onApiPort(Shop shop, String path) {
        return statusOf(shop, "http://localhost:" + shop.port() + path);
    }

    private static int onManagementPort(Shop shop, String path) {
        return statusOf(shop, "http://localhost:" + shop.managementPort() + path);
    }

    private static int statusOf(Shop shop, String url) {
        return shop.http()
                .get()
                .uri(URI.create(url))
                .exchangeToMono(answer ->
                        answer.releaseBody().thenReturn(answer.statusCode().value()))
                .block(PATIENCE);
    }

    private static void awaitReadiness(Shop shop, int status, String word) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Reply reply = shop.get("/actuator/health/readiness", null);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.json().path("status").asString()).isEqualTo(word);
        });
    }

    private static void awaitGauge(Shop shop, String store, int value) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(shop.get("/actuator/prometheus", null).text())
                                .contains("fluxmart_store_up{store=\"" + store + "\"} " + value + ".0"));
    }

    private static TcpProxy beforePostgres() {
        PostgresAddress address = SharedBackends.postgres();
        return new TcpProxy(address.host(), address.port());
    }

    private static TcpProxy beforeRedis() {
        URI address = URI.create(SharedBackends.get().redisUrl());
        return new TcpProxy(address.getHost(), address.getPort());
    }

    private static Map<String, Object> through(TcpProxy postgres, TcpProxy redis) {
        PostgresAddress address = SharedBackends.postgres();
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.r2dbc.url", "r2dbc:postgresql://localhost:" + postgres.port() + "/" + address.database());
        settings.put("spring.r2dbc.username", address.user());
        settings.put("spring.r2dbc.password", address.password());
        settings.put(
                "spring.liquibase.url", "jdbc:postgresql://localhost:" + postgres.port() + "/" + address.database());
        settings.put("spring.liquibase.user", address.user());
        settings.put("spring.liquibase.password", address.password());
        settings.put("spring.data.redis.url", "redis://localhost:" + redis.port());
        return settings;
    }
}
