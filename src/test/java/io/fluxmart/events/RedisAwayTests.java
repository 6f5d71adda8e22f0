package io.fluxmart.events;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.backends.FreePort;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Shop;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PostgreSQL carries truth, Redis carries hints: a node starts, sells and tells without it. */
class RedisAwayTests {

    @Test
    void startsAndSellsAndTellsWithoutRedisAndMongo() {
        try (Node node = Node.start(Map.of(
                "spring.data.redis.url", "redis://127.0.0.1:" + FreePort.find(),
                "spring.mongodb.uri", "mongodb://127.0.0.1:" + FreePort.find() + "/fluxmart"))) {
            Shop shop = node.shop();
            Customer buyer = shop.newCustomer();
            long product = shop.newProduct(5);
            try (EventStream stream = shop.listen(buyer)) {
                assertThat(shop.order(buyer, unique("key"), lines(line(product, 1)))
                                .status())
                        .isEqualTo(201);
                assertThat(stream.next().event()).isEqualTo("order.placed");
            }
            assertThat(shop.get("/actuator/health/readiness", null).status()).isEqualTo(200);
        }
    }
}
