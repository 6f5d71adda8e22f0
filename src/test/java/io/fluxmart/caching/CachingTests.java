package io.fluxmart.caching;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.events.EventFeed;
import io.fluxmart.products.Catalogue;
import io.fluxmart.products.Product;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** What clients of one node see of its caches: nothing but the past that nobody here has changed. */
@FluxmartTest
class CachingTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PRODUCT_QUERY = "FROM products\nWHERE id = ";

    @Autowired
    Shop shop;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Books books;

    @Autowired
    Recorder statements;

    @Autowired
    EventFeed feed;

    @Autowired
    MeterRegistry meters;

    @Autowired
    ReactiveStringRedisTemplate redis;

    /** Most of them behind the API: the rest of a thousand pages, out of MongoDB, would take the test machine too long. */
    @Test
    void asksPostgresOnceForAThousandReadersOfAColdProduct() {
        long product = shop.newProduct(5);
        awaitEndOfTheLog();
        statements.clear();

        Flux<Integer> behind = Flux.range(0, 900)
                .flatMap(i -> catalogue.find(product).subscribeOn(Schedulers.parallel()), 900)
                .map(Product::stock);
        Flux<Integer> pages = Flux.range(0, 100)
                .flatMap(i -> shop.exchange(HttpMethod.GET, "/api/products/" + product, null, null), 100)
                .map(reply -> reply.json().path("stock").asInt());

        assertThat(pages.mergeWith(behind).collectList().block(PATIENCE))
                .hasSize(1_000)
                .containsOnly(5);
        assertThat(statements.runsOf(PRODUCT_QUERY)).isEqualTo(1);
    }

    @Test
    void asksPostgresRarelyForThoseWhoReadTheSamePage() {
        String list = "/api/products?q=" + unique("nothing");
        statements.clear();

        List<Reply> replies = readAtOnce(list, 200);

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
        assertThat(statements.runsOf("ILIKE")).isLessThan(100);
    }

    @Test
    void neverShowsOneCustomerToAnother() {
        Customer one = shop.newCustomer();
        Customer other = shop.newCustomer();

        List<Boolean> right = Flux.range(0, 100)
                .map(i -> i % 2 == 0 ? one : other)
                .flatMap(who -> shop.exchange(HttpMethod.GET, "/api/users/me", who, null)
                        .map(reply -> reply.json()
                                .path("id")
                                .asString()
                                .equals(who.id().toString())))
                .collectList()
                .block(PATIENCE);

        assertThat(right).hasSize(100).doesNotContain(false);
    }

    @Test
    void showsBuyersWhatTheyHaveLeft() {
        long product = shop.newProduct(10);
        String page = "/api/products?q=" + nameOf(product);
        Customer buyer = shop.newCustomer();
        assertThat(stockIn(page)).isEqualTo(10);

        String order = shop.placed(buyer, product, 3);
        assertThat(shop.stockOf(product)).isEqualTo(7);
        assertThat(stockIn(page)).isEqualTo(7);

        shop.post(order + "/cancel", buyer, null);
        assertThat(shop.stockOf(product)).isEqualTo(10);
        assertThat(stockIn(page)).isEqualTo(10);

        shop.post("/api/products/" + product + "/stock", shop.admin(), Map.of("delta", 5));
        assertThat(shop.stockOf(product)).isEqualTo(15);
        assertThat(stockIn(page)).isEqualTo(15);
    }

    @Test
    void showsWhatWasAbsentAsSoonAsItIsThere() {
        await().atMost(PATIENCE).until(() -> {
            long next = shop.newProduct(1) + 1;
            assertThat(shop.get("/api/products/" + next, null).status()).isEqualTo(404);
            long created = shop.newProduct(1);
            assertThat(shop.get("/api/products/" + created, null).status()).isEqualTo(200);
            return created == next;
        });
    }

    @Test
    void showsANewCategoryAtOnce() {
        String category = unique("c");
        assertThat(categories()).doesNotContain(category);

        shop.send(
                HttpMethod.PATCH,
                "/api/products/" + shop.newProduct(1),
                shop.admin(),
                Map.of("category", category),
                "If-Match",
                "*");

        assertThat(categories()).contains(category);
    }

    @Test
    void asksPostgresWhenTheCopyInRedisIsBroken() {
        long product = shop.newProduct(4);
        awaitEndOfTheLog();
        String key = "cache:products:1:" + product;
        redis.opsForValue()
                .set(key, "999999999 {\"stock\":", Duration.ofMinutes(1))
                .block();

        assertThat(shop.stockOf(product)).isEqualTo(4);
    }

    /** With another product each time: a slow Redis may miss one, and is not asked again. */
    @Test
    void leavesOtherNodesACopy() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(copyOf(newProductInCaches())).contains("\"revision\":", "\"stock\":4"));
    }

    @Test
    void takesTheCopyThatAnotherNodeLeft() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            long product = newProductInCaches();
            long elsewhere = 1_000_000_000_000L + product;
            String copy = copyOf(product);
            assertThat(copy).isNotNull();
            redis.opsForValue()
                    .set(keyOf(elsewhere), copy.replace("\"stock\":4", "\"stock\":11"), Duration.ofMinutes(1))
                    .block();
            double fromRedis = reads("redis");

            assertThat(shop.stockOf(elsewhere)).isEqualTo(11);
            assertThat(reads("redis")).isEqualTo(fromRedis + 1);
        });
    }

    /** It left its change and its event, and had no time to wake anybody. */
    @Test
    void hearsOfAWriterThatDiedAfterItsCommit() {
        long product = shop.newProduct(4);
        awaitEndOfTheLog();
        assertThat(shop.stockOf(product)).isEqualTo(4);
        books.run("""
                WITH sold AS (UPDATE products SET stock = 3 WHERE id = :id RETURNING id)
                INSERT INTO outbox (user_id, type, data, occurred_at)
                SELECT '00000000-0000-0000-0000-000000000000', 'product.changed',
                       json_build_object('productId', id), now()
                FROM sold
                """, Map.of("id", product));

        await().atMost(PATIENCE).until(() -> shop.stockOf(product) == 3);
    }

    @Test
    void measuresWhereAnswersComeFrom() {
        long product = shop.newProduct(4);
        awaitEndOfTheLog();
        double fromDatabase = reads("database");
        double fromMemory = reads("memory");

        shop.stockOf(product);
        shop.stockOf(product);

        assertThat(reads("database")).isEqualTo(fromDatabase + 1);
        assertThat(reads("memory")).isEqualTo(fromMemory + 1);
        assertThat(meters.get("fluxmart.cache.load")
                        .tag("cache", "products")
                        .timer()
                        .count())
                .isPositive();
    }

    private long newProductInCaches() {
        long product = shop.newProduct(4);
        awaitEndOfTheLog();
        shop.stockOf(product);
        return product;
    }

    private String copyOf(long product) {
        return redis.opsForValue().get(keyOf(product)).block();
    }

    private static String keyOf(long product) {
        return "cache:products:1:" + product;
    }

    private double reads(String source) {
        return meters.get("fluxmart.cache.reads")
                .tags("cache", "products", "from", source)
                .counter()
                .count();
    }

    private List<Reply> readAtOnce(String path, int readers) {
        return Flux.range(0, readers)
                .flatMap(i -> shop.exchange(HttpMethod.GET, path, null, null), readers)
                .collectList()
                .block(PATIENCE);
    }

    private String nameOf(long product) {
        return shop.get("/api/products/" + product, null).json().path("name").asString();
    }

    private int stockIn(String page) {
        JsonNode rows = shop.get(page, null).json().path("data");
        assertThat(rows).hasSize(1);
        return rows.path(0).path("stock").asInt();
    }

    private List<String> categories() {
        return shop.get("/api/categories", null)
                .json()
                .valueStream()
                .map(category -> category.path("slug").asString())
                .toList();
    }

    /** Until then, an event under way might void what a test has put into a cache. */
    private void awaitEndOfTheLog() {
        await().atMost(PATIENCE)
                .until(() -> books.number("SELECT count(*) FROM outbox", Map.of()) == 0
                        && feed.head() == books.number("SELECT last_seq FROM event_log_head", Map.of()));
    }
}
