package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

@ExtendWith(OutputCaptureExtension.class)
class PoolTests {

    /** Guarantee 6: full means 503 at once, never a growing queue. */
    @Test
    void refusesAtOnceWhenThePoolAndItsQueueAreFull() {
        try (Node node = Node.start(Map.of(
                "spring.r2dbc.pool.max-size", 1,
                "spring.r2dbc.pool.min-idle", 1,
                "spring.r2dbc.pool.initial-size", 1,
                "fluxmart.postgres.max-pending-acquires", 1))) {
            Shop shop = node.shop();

            List<Reply> replies = Flux.range(0, 300)
                    .flatMap(
                            i -> shop.exchange(HttpMethod.GET, "/api/products?limit=100&minPrice=" + i, null, null),
                            100)
                    .collectList()
                    .block(Duration.ofSeconds(30));

            assertThat(replies).extracting(Reply::status).contains(200, 503).containsOnly(200, 503);
            assertThat(replies.stream().filter(reply -> reply.status() == 503))
                    .allSatisfy(reply -> assertThat(reply.code()).isEqualTo("store_unavailable"))
                    .allSatisfy(reply -> assertThat(reply.header("Retry-After")).isEqualTo("1"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> shop.get("/api/products", null).status() == 200);
        }
    }

    @Test
    void answers503WhilePostgresIsAwayAndRecoversByItself() {
        var address = SharedBackends.postgres();
        try (TcpProxy postgres = new TcpProxy(address.host(), address.port());
                Node node = Node.start(Map.of(
                        "spring.r2dbc.url",
                        "r2dbc:postgresql://localhost:" + postgres.port() + "/" + address.database(),
                        "spring.r2dbc.username",
                        address.user(),
                        "spring.r2dbc.password",
                        address.password(),
                        "spring.liquibase.url",
                        address.jdbcUrl(),
                        "spring.liquibase.user",
                        address.user(),
                        "spring.liquibase.password",
                        address.password()))) {
            Shop shop = node.shop();
            postgres.cut();

            Reply refused = shop.get("/api/products", null);
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("store_unavailable");
            assertThat(shop.get("/actuator/health/readiness", null).status()).isEqualTo(503);
            assertThat(shop.get("/actuator/health/liveness", null).status()).isEqualTo(200);
            postgres.mend();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> shop.get("/api/products", null).status() == 200);
        }
    }

    @Test
    void logsSlowQueriesWithoutTheirParameters(CapturedOutput output) {
        try (Node node = Node.start(Map.of("fluxmart.postgres.slow-query", "0ms"))) {
            String secret = Shop.unique("parameter");
            node.shop().send(HttpMethod.GET, "/api/products?q=" + secret, null, null, "X-Request-Id", "find-me-again");

            await().atMost(Duration.ofSeconds(20)).until(() -> output.getOut().contains("name ILIKE"));
            assertThat(output.getOut()).contains("Slow query").doesNotContain(secret);
            assertThat(output.getOut().lines())
                    .as("the request id stands in the line of the query")
                    .anyMatch(line -> line.contains("[find-me-again]") && line.contains("name ILIKE"));
        }
    }
}
