package io.fluxmart.intakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fluxmart.money.MoneySettings;
import io.fluxmart.orders.OrderStatus;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Money is exact, an order is what its lines say, and what keeps it out is named as the source names it. */
class OrderRowsTests {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant PLACED = Instant.parse("1969-07-20T20:17:40.123456789Z");
    private static final SourceId ROW = SourceId.number(7);

    private final OrderRows rows = in("USD");

    @Test
    void readsAnOrderWithItsLines() {
        SourceOrder order = read(Map.of(
                "user",
                SourceId.number(1),
                "status",
                "Shipped",
                "currency",
                "usd",
                "total",
                new BigDecimal("59.97"),
                "createdAt",
                PLACED,
                "items",
                List.of(
                        Map.of("sku", "A-1", "name", "Old name", "quantity", 2L, "price", new BigDecimal("19.99")),
                        Map.of("sku", 4711L, "quantity", new BigDecimal("1.0"), "unit_price", "19.990"))));

        assertThat(order.id()).isEqualTo(TargetIds.of("shop", Entity.ORDERS, ROW));
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.placedAt()).as("as PostgreSQL keeps it").isEqualTo("1969-07-20T20:17:40.123456Z");
        assertThat(order.lines())
                .containsExactly(
                        new SourceLine("items.0.sku", "A-1", 2, 1_999, "Old name"),
                        new SourceLine("items.1.sku", "4711", 1, 1_999, null));
        assertThat(order.total()).isEqualTo(5_997);
    }

    @ParameterizedTest
    @CsvSource({
        "pending, PENDING",
        "processing, PROCESSING",
        "paid, PROCESSING",
        "shipped, SHIPPED",
        "delivered, DELIVERED",
        "completed, DELIVERED",
        "cancelled, CANCELLED",
        "canceled, CANCELLED",
        "' PAID ', PROCESSING"
    })
    void knowsTheWordsForAStatus(String word, OrderStatus status) {
        assertThat(read(valid("status", word)).status()).isEqualTo(status);
    }

    @Test
    void makesOneLineOfThoseOfOneProduct() {
        SourceOrder order = read(valid("items", List.of(line("A", 2L, 5L), line("B", 1L, 1L), line("A", 3L, 5L))));

        assertThat(order.lines()).extracting(SourceLine::sku).containsExactly("A", "B");
        assertThat(order.lines()).extracting(SourceLine::quantity).containsExactly(5, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "USD, 19.99, 1999",
        "USD, 20, 2000",
        "USD, 0, 0",
        "USD, 19.9900, 1999",
        "USD, 2E+1, 2000",
        "USD, 1E-2, 1",
        "USD, 99999999.99, 9999999999",
        "JPY, 1999, 1999",
        "KWD, 1.999, 1999"
    })
    void readsAmountsExactly(String currency, BigDecimal price, long minor) {
        Map<String, Object> order = valid("items", List.of(line("A", 1L, price)));

        SourceOrder read = in(currency)
                .read("shop", List.of(new SourceRow(ROW, order)))
                .read()
                .get(0);

        assertThat(read.lines()).extracting(SourceLine::unitPrice).containsExactly(minor);
    }

    static Stream<Arguments> amounts() {
        return Stream.of(
                arguments(new BigDecimal("19.999")),
                arguments(new BigDecimal(19.99)),
                arguments(new BigDecimal("-0.01")),
                arguments(new BigDecimal("1E+2000000000")),
                arguments(new BigDecimal("1E-2000000000")),
                arguments(new BigDecimal("9".repeat(6_000))),
                arguments(new BigDecimal("100000000.00")),
                arguments(Long.MAX_VALUE),
                arguments(-1L),
                arguments("$5"),
                arguments("5,00"),
                arguments("1e9"),
                arguments("9".repeat(100_000)),
                arguments("NaN"),
                arguments(true));
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void takesNothingElseForAPrice(Object price) {
        assertThat(rejectedFields(valid("items", List.of(line("A", 1L, price)))))
                .containsExactly("items.0.price");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("userId", "userId", null),
                arguments("userId", "userId", true),
                arguments("status", "status", null),
                arguments("status", "status", "lost"),
                arguments("status", "status", 1L),
                arguments("currency", "currency", "EUR"),
                arguments("createdAt", "createdAt", null),
                arguments("createdAt", "createdAt", NOW.plusSeconds(1)),
                arguments("createdAt", "createdAt", Instant.MIN),
                arguments("createdAt", "createdAt", Instant.MAX),
                arguments("total", "total", 6L),
                arguments("total", "total", "much"),
                arguments("total_amount", "total_amount", new BigDecimal("5.01")),
                arguments("items", "items", null),
                arguments("items", "items", List.of()),
                arguments("items", "items", "A-1"),
                arguments("items", "items", List.of("A-1")),
                arguments("items", "items", Collections.nCopies(101, line("A", 1L, 1L))),
                arguments("items", "items.0.sku", List.of(Map.of("quantity", 1L, "price", 5L))),
                arguments("items", "items.0.sku", List.of(line("nothing \u0000", 1L, 5L))),
                arguments("items", "items.0.sku", List.of(line("half a pair \ud83d", 1L, 5L))),
                arguments("items", "items.0.sku", List.of(line("x".repeat(65), 1L, 5L))),
                arguments("items", "items.0.quantity", List.of(Map.of("sku", "A", "price", 5L))),
                arguments("items", "items.0.quantity", List.of(line("A", 0L, 5L))),
                arguments("items", "items.0.quantity", List.of(line("A", -1L, 5L))),
                arguments("items", "items.0.quantity", List.of(line("A", 10_001L, 5L))),
                arguments("items", "items.0.quantity", List.of(line("A", Long.MAX_VALUE, 5L))),
                arguments("items", "items.0.quantity", List.of(line("A", new BigDecimal("1.5"), 5L))),
                arguments("items", "items.0.quantity", List.of(line("A", new BigDecimal("1E+2000000000"), 5L))),
                arguments("items", "items.0.price", List.of(Map.of("sku", "A", "quantity", 1L))),
                arguments("items", "items.1.price", List.of(line("A", 1L, 5L), line("A", 1L, 6L))),
                arguments(
                        "items",
                        "items.0.name",
                        List.of(Map.of("sku", "A", "quantity", 1L, "price", 5L, "name", "x".repeat(256)))),
                arguments(
                        "items",
                        "items.0.name",
                        List.of(Map.of("sku", "A", "quantity", 1L, "price", 5L, "name", "nothing \u0000"))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesWhatKeepsAnOrderOut(String field, String fault, Object value) {
        assertThat(rejectedFields(valid(field, value))).containsExactly(fault);
    }

    @Test
    void namesEachFieldAtFault() {
        assertThat(rejectedFields(Map.of())).containsExactlyInAnyOrder("userId", "status", "createdAt", "items");
    }

    @Test
    void knowsWhenARowWasMadeThatDoesNotTell() {
        Map<String, Object> values = valid("createdAt", null);
        SourceId id = new SourceId("objectId", "65a1b2c3d4e5f60718293a4b");

        assertThat(rows.read("shop", List.of(new SourceRow(id, values)))
                        .read()
                        .get(0)
                        .placedAt())
                .isEqualTo("2024-01-12T21:44:35Z");
    }

    @Test
    void refusesAnIdThatSaysItWasMadeInTheFuture() {
        Map<String, Object> values = valid("createdAt", null);
        SourceId id = new SourceId("objectId", "f5a1b2c3d4e5f60718293a4b");

        Reading<SourceOrder> reading = rows.read("shop", List.of(new SourceRow(id, values)));

        assertThat(reading.read()).isEmpty();
        assertThat(reading.rejects()).extracting(Reject::field).containsExactly("createdAt");
    }

    private static OrderRows in(String currency) {
        return new OrderRows(new MoneySettings(Currency.getInstance(currency)), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Map<String, Object> line(String sku, Object quantity, Object price) {
        return Map.of("sku", sku, "quantity", quantity, "price", price);
    }

    private static Map<String, Object> valid(Object... more) {
        Map<String, Object> values = new HashMap<>(
                Map.of("userId", 1L, "status", "pending", "createdAt", PLACED, "items", List.of(line("A", 1L, 5L))));
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private List<String> rejectedFields(Map<String, Object> values) {
        Reading<SourceOrder> reading = rows.read("shop", List.of(new SourceRow(ROW, values)));
        assertThat(reading.read()).isEmpty();
        assertThat(reading.rejects())
                .allSatisfy(reject -> assertThat(reject.reason()).isNotBlank());
        return reading.rejects().stream().map(Reject::field).toList();
    }

    private SourceOrder read(Map<String, Object> values) {
        Reading<SourceOrder> reading = rows.read("shop", List.of(new SourceRow(ROW, values)));
        assertThat(reading.rejects()).isEmpty();
        return reading.read().get(0);
    }
}
