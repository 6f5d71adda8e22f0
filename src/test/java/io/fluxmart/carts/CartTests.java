package io.fluxmart.carts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedTransactions;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@FluxmartTest
class CartTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    RecordedTransactions.Recorder statements;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Test
    void startsEmpty() {
        assertThat(Visitor.of(shop).view().text())
                .isEqualTo("{\"items\":[],\"total\":{\"amount\":0,\"currency\":\"USD\"}}");
    }

    @Test
    void setsReplacesAndRemovesLines() {
        long mug = shop.newProduct(10, 1_250);
        long pot = shop.newProduct(10, 4_000);
        Visitor visitor = Visitor.of(shop).with(pot, 1).with(mug, 3);

        assertThat(visitor.lines()).as("in the order of the ids").containsExactly(mug + "x3", pot + "x1");

        JsonNode replaced = visitor.put(mug, 2).json();
        assertThat(Visitor.linesOf(replaced)).containsExactly(mug + "x2", pot + "x1");
        assertThat(replaced.path("total").path("amount").asLong()).isEqualTo(6_500);
        assertThat(visitor.view().json()).isEqualTo(replaced);

        assertThat(visitor.remove(mug).json()).isEqualTo(visitor.view().json());
        assertThat(visitor.remove(mug).status()).as("again").isEqualTo(200);
        assertThat(visitor.lines()).containsExactly(pot + "x1");
        assertThat(Visitor.linesOf(visitor.remove(pot).json())).isEmpty();
    }

    @Test
    void isClearedAsOftenAsOneLikes() {
        Visitor visitor = Visitor.of(shop).with(shop.newProduct(1), 1);

        assertThat(visitor.clear().status()).isEqualTo(204);
        assertThat(visitor.lines()).isEmpty();
        assertThat(visitor.clear().status()).isEqualTo(204);
    }

    @Test
    void showsThePriceOfTheMoment() {
        long mug = shop.newProduct(10, 1_000);
        Visitor visitor = Visitor.of(shop).with(mug, 3);
        books.run("UPDATE products SET price_amount = 1100 WHERE id = :id", Map.of("id", mug));

        JsonNode cart = visitor.view().json();

        JsonNode line = cart.path("items").path(0);
        assertThat(line.path("unitPrice").toString()).isEqualTo("{\"amount\":1100,\"currency\":\"USD\"}");
        assertThat(line.path("total").path("amount").asLong()).isEqualTo(3_300);
        assertThat(line.path("productName").asString()).startsWith("Product");
        assertThat(line.has("shortage")).isFalse();
        assertThat(cart.path("total").path("amount").asLong()).isEqualTo(3_300);
    }

    @Test
    void namesWhatIsShort() {
        long rare = shop.newProduct(2, 1_000);
        long gone = shop.newProduct(5, 1_000);
        Visitor visitor = Visitor.of(shop).with(rare, 3).with(gone, 1);
        books.run("DELETE FROM products WHERE id = :id", Map.of("id", gone));

        JsonNode cart = visitor.view().json();

        assertThat(cart.path("items").path(0).path("shortage").toString())
                .isEqualTo("{\"code\":\"out_of_stock\",\"available\":2}");
        assertThat(cart.path("items").path(1).toString())
                .isEqualTo("{\"productId\":%d,\"quantity\":1,\"shortage\":{\"code\":\"unknown_product\"}}"
                        .formatted(gone));
        assertThat(cart.path("total").path("amount").asLong()).isEqualTo(3_000);
    }

    @Test
    void takesOnlyProductsThatExist() {
        Visitor visitor = Visitor.of(shop);

        assertThat(visitor.put(999_999_999, 1).status()).isEqualTo(404);
        assertThat(shop.send(HttpMethod.PUT, "/api/cart/items/mug", visitor.who(), "{\"quantity\":1}")
                        .status())
                .isEqualTo(404);
        assertThat(visitor.remove("mug").status()).isEqualTo(404);
        assertThat(visitor.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"quantity\":0}|422|/quantity",
                "{\"quantity\":-1}|422|/quantity",
                "{\"quantity\":10001}|422|/quantity",
                "{\"quantity\":null}|422|/quantity",
                "{}|422|/quantity",
                "{\"quantity\":1,\"unitPrice\":1}|422|/unitPrice",
                "{\"quantity\":1.5}|400|/quantity",
                "{\"quantity\":\"1\"}|400|/quantity"
            })
    void refusesAQuantityThatIsNone(String body, int status, String pointer) {
        Visitor visitor = Visitor.of(shop);
        long product = shop.newProduct(3);

        Reply refused = shop.send(HttpMethod.PUT, "/api/cart/items/" + product, visitor.who(), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(visitor.lines()).isEmpty();
    }

    @Test
    void isNobodyElses() {
        long product = shop.newProduct(5);
        Visitor owner = Visitor.of(shop).with(product, 1);
        Visitor other = Visitor.of(shop);

        assertThat(other.lines()).isEmpty();
        other.with(product, 4);
        other.clear();

        assertThat(owner.lines()).containsExactly(product + "x1");
        assertThat(shop.get("/api/cart", null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void asksEachStoreOnceWhateverTheNumberOfLines(int lines) {
        Visitor visitor = Visitor.of(shop);
        IntStream.range(0, lines).forEach(i -> visitor.with(shop.newProduct(10), 1));
        statements.clear();
        assertThat(visitor.lines()).hasSize(lines);
        assertThat(statements.runsOf("FROM products")).isOne();

        assertThat(IntStream.range(0, 5).mapToLong(i -> hashReadsOf(visitor::lines)))
                .as("others use this Redis, too, so that it is once at best")
                .contains(1L)
                .allMatch(reads -> reads >= 1);
    }

    private long hashReadsOf(Runnable view) {
        long before = hashReads();
        view.run();
        return hashReads() - before;
    }

    private long hashReads() {
        Properties stats = redis.execute(
                        connection -> connection.serverCommands().info("commandstats"))
                .blockFirst(Duration.ofSeconds(10));
        return List.of("hgetall", "hget", "hmget", "hvals", "hscan").stream()
                .map(command -> stats.getProperty("cmdstat_" + command, "calls=0,"))
                .mapToLong(stat -> Long.parseLong(stat.substring("calls=".length(), stat.indexOf(','))))
                .sum();
    }
}
