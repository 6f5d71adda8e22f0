package io.fluxmart.showcase;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.backends.FreePort;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Without MongoDB a product is shown without its details, and sold as ever. */
@FluxmartTest
@Tag("faults")
class ShowcaseWithoutMongoTests {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String DETAILS = "{'attributes':{'colour':'red'}}";

    @Autowired
    Shop shop;

    @Test
    void showsProductsWhenMongoWasNeverThere() {
        Exhibit exhibit = Exhibit.in(shop).with(DETAILS);
        String nowhere = "mongodb://127.0.0.1:" + FreePort.find();
        try (Node node = Node.start(Map.of("spring.mongodb.uri", nowhere, "fluxmart.mongo.time-limit", "1s"))) {
            assertOnlyDetailsAreAway(exhibit.at(node.shop()));
        }
    }

    /** What was shown before is shown out of memory; the other one without its details. */
    @Test
    void showsProductsWhileMongoIsCutOffAndAllOfThemAfterwards() {
        Exhibit exhibit = Exhibit.in(shop).with(DETAILS);
        Exhibit unread = Exhibit.in(shop).with(DETAILS);
        try (TcpProxy mongo = TcpProxy.beforeMongo();
                Node node = Node.behindMongo(
                        mongo, Map.of("fluxmart.mongo.time-limit", "1s", "fluxmart.showcase.time-to-live", "10m"))) {
            Exhibit there = exhibit.at(node.shop());
            awaitWhole(there);
            String whole = there.page().text();

            mongo.cut();
            assertOnlyDetailsAreAway(unread.at(node.shop()));
            assertThat(there.page().text()).isEqualTo(whole);

            mongo.mend();
            awaitWhole(unread.at(node.shop()));
            assertThat(there.put(DETAILS).status()).isEqualTo(200);
        }
    }

    /** Far longer than this test waits: only the page's own patience can end it. */
    @Test
    void waitsNoLongerThanItsPatienceForAMongoThatFroze() {
        Exhibit exhibit = Exhibit.in(shop).with(DETAILS);
        try (TcpProxy mongo = TcpProxy.beforeMongo();
                Node node = Node.behindMongo(
                        mongo, Map.of("fluxmart.mongo.time-limit", "10m", "fluxmart.showcase.time-to-live", "1ms"))) {
            Exhibit there = exhibit.at(node.shop());
            awaitWhole(there);

            mongo.hold();
            await().atMost(PATIENCE).untilAsserted(() -> assertPartial(there));

            mongo.mend();
            awaitWhole(there);
        }
    }

    /** The patience is far longer than this test waits. */
    @Test
    void doesNotAskMongoWhetherThereIsAProduct() {
        Exhibit exhibit = Exhibit.in(shop).with(DETAILS);
        try (TcpProxy mongo = TcpProxy.beforeMongo();
                Node node = Node.behindMongo(
                        mongo, Map.of("fluxmart.showcase.patience", "10m", "fluxmart.mongo.time-limit", "10m"))) {
            awaitWhole(exhibit.at(node.shop()));

            mongo.hold();
            assertThat(new Exhibit(node.shop(), 999_999_999).page().status()).isEqualTo(404);

            mongo.mend();
        }
    }

    private static void assertOnlyDetailsAreAway(Exhibit exhibit) {
        assertPartial(exhibit);
        assertAway(exhibit.details());
        assertAway(exhibit.put(DETAILS));
        assertThat(new Exhibit(exhibit.shop(), 999_999_999).page().status()).isEqualTo(404);
        assertThat(new Exhibit(exhibit.shop(), 999_999_999).put(DETAILS).status())
                .isEqualTo(404);
        assertSells(exhibit.shop());
        assertDegraded(exhibit.shop());
    }

    private static void assertPartial(Exhibit exhibit) {
        Reply page = exhibit.page();
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.json().path("id").asLong()).isEqualTo(exhibit.product());
        assertThat(page.json().path("partial").asBoolean()).isTrue();
        assertThat(page.json().has("details")).isFalse();
        assertThat(page.json().has("rating")).isFalse();
        assertThat(page.header("ETag")).endsWith(".5.partial.partial\"");
    }

    private static void assertAway(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.code()).isEqualTo("store_unavailable");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static void assertSells(Shop shop) {
        long product = shop.newProduct(5);
        assertThat(shop.order(shop.newCustomer(), unique("key"), lines(line(product, 1)))
                        .status())
                .isEqualTo(201);
        assertThat(shop.get("/api/products?limit=1", null).json().path("data")).hasSize(1);
    }

    private static void assertDegraded(Shop shop) {
        Reply readiness = shop.get("/actuator/health/readiness", null);
        assertThat(readiness.status()).as(readiness.text()).isEqualTo(200);
        assertThat(readiness.json().path("status").asString()).isEqualTo("DEGRADED");
    }

    private static void awaitWhole(Exhibit exhibit) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Reply page = exhibit.page();
            assertThat(page.json().has("partial")).isFalse();
            assertThat(page.json().at("/details/attributes/colour").asString()).isEqualTo("red");
            assertThat(page.header("ETag")).doesNotContain("partial");
            assertThat(exhibit.shop()
                            .get("/actuator/health/readiness", null)
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("UP");
        });
    }
}
