package io.fluxmart.caching;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Shop;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** A node that asks the stores each time also sees what nothing tells of. */
@FluxmartTest
class CachesOffTests {

    @Autowired
    Shop shop;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Autowired
    ReactiveMongoTemplate mongo;

    @Test
    void keepsNothing() {
        long product = shop.newProduct(5);
        String page = "/api/products/" + product;
        try (Node node = Node.start(Map.of("fluxmart.cache.enabled", false))) {
            String list = "/api/products?q=" + nameOf(page, node.shop());
            assertThat(node.shop().stockOf(product)).isEqualTo(5);

            node.books().run("UPDATE products SET stock = 4 WHERE id = :id", Map.of("id", product));
            mongo.insert(
                            new Document("_id", product).append("count", 1L).append("histogram", new Document("5", 1L)),
                            "rating_summaries")
                    .block();

            assertThat(node.shop().stockOf(product)).isEqualTo(4);
            assertThat(node.shop().get(page, null).json().at("/rating/count").asInt())
                    .isEqualTo(1);
            assertThat(stockIn(list, node.shop())).isEqualTo(4);
            node.books().run("UPDATE products SET stock = 3 WHERE id = :id", Map.of("id", product));
            assertThat(stockIn(list, node.shop())).isEqualTo(3);
            assertThat(redis.hasKey("cache:products:1:" + product).block()).isFalse();
        }
    }

    private static String nameOf(String page, Shop where) {
        return where.get(page, null).json().path("name").asString();
    }

    private static int stockIn(String list, Shop where) {
        return where.get(list, null).json().at("/data/0/stock").asInt();
    }
}
