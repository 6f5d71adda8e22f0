package io.fluxmart.ticker;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.EventStream;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Node;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The live catalogue, as anybody's browser sees it. */
@FluxmartTest
class TickerTests {

    private static final String PATH = "/api/products/stream";
    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Shop shop;

    @Autowired
    Ticker ticker;

    @Test
    void showsTheNewPriceAndTheStockThatIsLeft() {
        long product = shop.newProduct(10, 1_999);
        try (EventStream stream = shop.watch("?ids=" + product, null)) {
            reprice(product, 2_499);
            JsonNode repriced = awaitQuote(stream, "price", 2_499);
            assertThat(repriced.propertyNames()).containsExactly("productId", "price", "stock");
            assertThat(repriced.path("productId").asLong()).isEqualTo(product);
            assertThat(repriced.path("price").path("currency").asString()).isEqualTo("USD");

            shop.placed(shop.admin(), product, 3);
            assertThat(awaitQuote(stream, "stock", 7)
                            .path("price")
                            .path("amount")
                            .asLong())
                    .isEqualTo(2_499);
        }
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(ticker.openStreams()).isZero());
    }

    @Test
    void followsOnlyWhatWasAskedFor() {
        long one = shop.newProduct(10);
        long other = shop.newProduct(10);
        try (EventStream stream = shop.watch("?ids=1," + one, null);
                EventStream everything = shop.watch("", null)) {
            reprice(other, 1);
            assertThat(productOf(awaitQuote(everything, "price", 1))).isEqualTo(other);
            reprice(one, 2);
            assertThat(productOf(awaitQuote(stream, "price", 2))).isEqualTo(one);
        }
    }

    /** The newest of each, once; then live. */
    @Test
    void resumesWithTheNewestOfWhatChangedMeanwhile() {
        long one = shop.newProduct(10);
        long two = shop.newProduct(10);
        String lastEventId;
        try (EventStream stream = shop.watch("", null)) {
            reprice(one, 5);
            awaitQuote(stream, "price", 5);
            lastEventId = stream.lastEventId();
        }
        reprice(one, 6);
        reprice(two, 7);
        reprice(one, 8);
        try (EventStream stream = shop.watch("", null)) {
            reprice(two, 9);
            awaitQuote(stream, "price", 9);
        }

        try (EventStream stream = shop.watch("?ids=" + one + "," + two, lastEventId)) {
            Map<Long, Long> prices = stream.next(2).stream()
                    .map(TickerTests::quoteOf)
                    .collect(Collectors.toMap(TickerTests::productOf, quote -> number(quote, "price")));
            assertThat(prices).isEqualTo(Map.of(one, 8L, two, 9L));
            reprice(one, 10);
            assertThat(number(quoteOf(stream.next()), "price")).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "999999999999"})
    void resetsACursorThatTheLogDoesNotHold(String lastEventId) {
        long product = shop.newProduct(10);
        try (EventStream stream = shop.watch("?lastEventId=" + lastEventId, null)) {
            ServerSentEvent<String> reset = stream.next();
            assertThat(reset.event()).isEqualTo("reset");
            reprice(product, 3);
            awaitQuote(stream, "price", 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?ids=", "?ids=x", "?ids=1,,2", "?ids=-1", "?lastEventId=x"})
    void refusesWhatItCannotRead(String query) {
        assertThat(shop.get(PATH + query, null).status()).isEqualTo(400);
    }

    @Test
    void refusesMoreThanAHundredProducts() {
        String ids = IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(shop.get(PATH + "?ids=" + ids, null).code()).isEqualTo("invalid_parameter");
    }

    /** One short-lived node: it began to listen after the cursor, hears of sales made elsewhere, and says goodbye. */
    @Test
    void tellsOnAnotherNodeAndSaysGoodbyeWhenThatStops() {
        long product = shop.newProduct(500);
        long missed = shop.newProduct(5, 1);
        String lastEventId;
        try (EventStream stream = shop.watch("", null)) {
            reprice(missed, 2);
            awaitQuote(stream, "price", 2);
            lastEventId = stream.lastEventId();
        }
        reprice(missed, 3);
        Node other = Node.start(Map.of("fluxmart.notifications.heartbeat", "200ms"));
        try (EventStream stream = other.shop().watch("?ids=" + product + "," + missed, lastEventId)) {
            assertThat(number(quoteOf(stream.next()), "price")).isEqualTo(3);
            Flux.range(0, 200)
                    .flatMap(i -> shop.placeOrder(shop.admin(), unique("key"), lines(line(product, 1))), 16)
                    .doOnNext(reply -> assertThat(reply.status()).isEqualTo(201))
                    .blockLast(Duration.ofMinutes(1));
            awaitQuote(stream, "stock", 300);
            assertThat(shop.stockOf(product)).isEqualTo(300);
            assertThat(stream.nextComment().comment()).isEqualTo("heartbeat");

            other.close();

            ServerSentEvent<String> goodbye = awaitGoodbye(stream, 300);
            assertThat(goodbye.retry()).isNotNull();
            stream.awaitEnd();
        } finally {
            other.close();
        }
    }

    private void reprice(long product, long amount) {
        Reply edited = shop.send(
                HttpMethod.PATCH,
                "/api/products/" + product,
                shop.admin(),
                "{\"price\":{\"amount\":" + amount + ",\"currency\":\"USD\"}}",
                "If-Match",
                "*");
        assertThat(edited.status()).as(edited.text()).isEqualTo(200);
    }

    /** Frames until that one came; older states may come before it. */
    private static JsonNode awaitQuote(EventStream stream, String property, long value) {
        JsonNode quote = quoteOf(stream.next());
        while (number(quote, property) != value) {
            quote = quoteOf(stream.next());
        }
        return quote;
    }

    /** A round may tell again what the one before it had read already; it is still the last word on the stock. */
    private static ServerSentEvent<String> awaitGoodbye(EventStream stream, long stock) {
        ServerSentEvent<String> frame = stream.next();
        while (!"drain".equals(frame.event())) {
            assertThat(number(quoteOf(frame), "stock")).isEqualTo(stock);
            frame = stream.next();
        }
        return frame;
    }

    private static JsonNode quoteOf(ServerSentEvent<String> frame) {
        assertThat(frame.event()).isEqualTo("product.changed");
        return JSON.readTree(frame.data());
    }

    private static long productOf(JsonNode quote) {
        return quote.path("productId").asLong();
    }

    private static long number(JsonNode quote, String property) {
        JsonNode value = quote.path(property);
        return (value.isObject() ? value.path("amount") : value).asLong();
    }
}
