package io.fluxmart.orders;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class CheckoutTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    RecordedTransactions.Recorder transactions;

    @Test
    void placesAnOrderAtThePriceOfTheMoment() {
        Customer buyer = shop.newCustomer();
        long mug = shop.newProduct(10, 1_250);
        long pot = shop.newProduct(5, 4_000);

        Reply reply = shop.order(buyer, unique("key"), lines(line(pot, 1), line(mug, 3)));

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        JsonNode order = reply.json();
        assertThat(reply.header("Location"))
                .isEqualTo("/api/orders/" + order.path("id").asString());
        assertThat(order.path("status").asString()).isEqualTo("pending");
        assertThat(order.path("total").toString()).isEqualTo("{\"amount\":7750,\"currency\":\"USD\"}");
        assertThat(order.path("items")).hasSize(2);
        assertThat(order.path("items").path(0).path("unitPrice").path("amount").asLong())
                .isEqualTo(1_250);
        assertThat(shop.stockOf(mug)).isEqualTo(7);
        assertThat(shop.stockOf(pot)).isEqualTo(4);
    }

    @Test
    void keepsThePriceWhenTheProductBecomesDearer() {
        Customer buyer = shop.newCustomer();
        long mug = shop.newProduct(10, 1_000);
        String order = shop.order(buyer, unique("key"), lines(line(mug, 1))).header("Location");

        Reply change = shop.send(
                HttpMethod.PATCH,
                "/api/products/" + mug,
                shop.admin(),
                Map.of("price", Map.of("amount", 9_999, "currency", "USD")),
                "If-Match",
                shop.get("/api/products/" + mug, null).header("ETag"));

        assertThat(change.status()).as(change.text()).isEqualTo(200);
        assertThat(shop.get(order, buyer).json().path("total").path("amount").asLong())
                .isEqualTo(1_000);
    }

    /** T2: stock 5, two lines of 3 for the same product. */
    @Test
    void mergesLinesOfTheSameProductBeforeItLooksAtTheStock() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(5);

        Reply refused = shop.order(buyer, unique("key"), lines(line(product, 3), line(product, 3)));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("out_of_stock");
        assertThat(shop.stockOf(product)).isEqualTo(5);

        Reply placed = shop.order(buyer, unique("key"), lines(line(product, 3), line(product, 2)));
        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.json().path("items")).hasSize(1);
        assertThat(shop.stockOf(product)).isZero();
    }

    @Test
    void namesEveryShortLineAtOnceAndTakesNothing() {
        Customer buyer = shop.newCustomer();
        long plenty = shop.newProduct(100);
        long few = shop.newProduct(1);
        long none = shop.newProduct(0);
        String key = unique("key");

        Reply refused = shop.order(buyer, key, lines(line(none, 1), line(plenty, 5), line(few, 2)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("pointer").asString())
                .containsExactlyInAnyOrder("/items/0", "/items/2");
        assertThat(shop.stockOf(plenty)).isEqualTo(100);
        assertThat(shop.stockOf(few)).isEqualTo(1);
        assertThat(shop.get("/api/orders", buyer).json().path("data")).isEmpty();
        assertThat(keysOf(buyer)).as("a refusal leaves the key free").isZero();

        shop.post("/api/products/" + none + "/stock", shop.admin(), Map.of("delta", 1));
        shop.post("/api/products/" + few + "/stock", shop.admin(), Map.of("delta", 1));
        assertThat(shop.order(buyer, key, lines(line(none, 1), line(plenty, 5), line(few, 2)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refusesAProductThatDoesNotExist() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(3);

        Reply refused = shop.order(buyer, unique("key"), lines(line(product, 1), line(Long.MAX_VALUE, 1)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("unknown_product");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/items/1");
        assertThat(shop.stockOf(product)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2147483648", "9223372036854775807", "10001", "null"})
    void refusesAQuantityThatMakesNoSense(String quantity) {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(3);

        Reply refused =
                shop.order(buyer, unique("key"), "[{\"productId\":" + product + ",\"quantity\":" + quantity + "}]");

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/items/0/quantity");
        assertThat(shop.stockOf(product)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"1\"", "true", "1e999999", "99999999999999999999", "{\"$gt\":0}", "[1]"})
    void refusesAQuantityThatIsNoWholeNumber(String quantity) {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(3);

        Reply refused =
                shop.order(buyer, unique("key"), "[{\"productId\":" + product + ",\"quantity\":" + quantity + "}]");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isIn("wrong_type", "malformed_json");
        assertThat(shop.stockOf(product)).isEqualTo(3);
    }

    @Test
    void refusesTenThousandLines() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100_000);
        String[] many =
                IntStream.range(0, 10_000).mapToObj(i -> line(product, 1)).toArray(String[]::new);

        Reply refused = shop.order(buyer, unique("key"), lines(many));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/items");
        assertThat(shop.stockOf(product)).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[]}",
                "{}",
                "{\"items\":null}",
                "{\"items\":[null]}",
                "{\"items\":[{\"productId\":1,\"quantity\":1}],\"total\":1}",
                "{\"items\":[{\"productId\":1,\"quantity\":1,\"unitPrice\":1}]}",
                "{\"items\":[{\"productId\":1,\"quantity\":1}],\"userId\":\"x\",\"status\":\"delivered\"}"
            })
    void refusesABodyThatIsNoOrder(String body) {
        Reply refused =
                shop.send(HttpMethod.POST, "/api/orders", shop.newCustomer(), body, "Idempotency-Key", unique("key"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.json().path("errors")).isNotEmpty();
    }

    @Test
    void hidesSomeoneElsesOrder() {
        Customer buyer = shop.newCustomer();
        Customer stranger = shop.newCustomer();
        long product = shop.newProduct(3);
        String order = shop.order(buyer, unique("key"), lines(line(product, 1))).header("Location");

        assertThat(shop.get(order, buyer).status()).isEqualTo(200);
        assertThat(shop.get(order, stranger).status()).isEqualTo(404);
        assertThat(shop.post(order + "/cancel", stranger, null).status()).isEqualTo(404);
        assertThat(shop.get("/api/orders", stranger).json().path("data")).isEmpty();
        assertThat(shop.get(order, buyer).json().path("status").asString()).isEqualTo("pending");
        assertThat(shop.get("/api/orders/not-a-uuid", buyer).status()).isEqualTo(404);
    }

    @Test
    void listsOrdersNewestFirstPageByPage() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(100);
        long other = shop.newProduct(100);
        List<String> placed = IntStream.range(0, 5)
                .mapToObj(i -> shop.order(buyer, unique("key"), lines(line(product, 1), line(other, 2)))
                        .json()
                        .path("id")
                        .asString())
                .toList();

        JsonNode first = shop.get("/api/orders?limit=2", buyer).json();
        String next = first.path("page").path("nextCursor").asString();
        JsonNode second = shop.get("/api/orders?limit=3&after=" + next, buyer).json();

        assertThat(first.path("page").path("hasMore").asBoolean()).isTrue();
        assertThat(idsOf(first)).containsExactly(placed.get(4), placed.get(3));
        assertThat(idsOf(second)).containsExactly(placed.get(2), placed.get(1), placed.get(0));
        assertThat(second.path("data").path(0).path("items")).hasSize(2);
        assertThat(second.path("page").path("hasMore").asBoolean()).isFalse();
        assertThat(shop.get("/api/orders?after=nonsense", buyer).code()).isEqualTo("invalid_cursor");
        assertThat(shop.get("/api/orders?limit=0", buyer).status()).isEqualTo(400);
    }

    @Test
    void answersNotModifiedToWhoeverHoldsTheOrderAlready() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(3);
        String order = shop.order(buyer, unique("key"), lines(line(product, 1))).header("Location");
        String tag = shop.get(order, buyer).header("ETag");

        assertThat(shop.send(HttpMethod.GET, order, buyer, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(304);
        shop.post(order + "/cancel", buyer, null);
        assertThat(shop.send(HttpMethod.GET, order, buyer, null, "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void executesTheSameStatementsForOneLineAndForFifty() {
        Customer buyer = shop.newCustomer();
        long[] products =
                IntStream.range(0, 50).mapToLong(i -> shop.newProduct(10)).toArray();
        String[] fifty =
                IntStream.range(0, 50).mapToObj(i -> line(products[i], 1)).toArray(String[]::new);

        List<String> forOne = statementsOf(buyer, lines(line(products[0], 1)));
        List<String> forFifty = statementsOf(buyer, lines(fifty));

        assertThat(forFifty).isEqualTo(forOne);
        assertThat(forOne).hasSize(6);
    }

    private List<String> statementsOf(Customer buyer, String items) {
        transactions.clear();
        assertThat(shop.order(buyer, unique("key"), items).status()).isEqualTo(201);
        List<List<String>> checkouts = transactions.containing("INSERT INTO orders");
        assertThat(checkouts).hasSize(1);
        return checkouts.get(0);
    }

    private long keysOf(Customer buyer) {
        return books.number("SELECT count(*) FROM idempotency_keys WHERE user_id = :id", Map.of("id", buyer.id()));
    }

    private static List<String> idsOf(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(order -> order.path("id").asString())
                .toList();
    }
}
