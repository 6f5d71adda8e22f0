package io.fluxmart.reports;

import static io.fluxmart.testing.Shop.line;
import static io.fluxmart.testing.Shop.lines;
import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OrderStatsTests extends InThePast {

    @Autowired
    OrderStatsStore orderStats;

    @Autowired
    SalesReportStore salesReports;

    @Autowired
    CustomerOrdersStore customerOrders;

    @Autowired
    LongReads longReads;

    @Autowired
    AuthorHandler authors;

    /** Also: the path is not taken for the id of an order. */
    @Test
    void listsThirtyDaysUpToTodayTheNewestFirst() {
        LocalDate before = LocalDate.now(ZoneOffset.UTC);
        JsonNode stats = shop.get("/api/orders/stats", shop.admin()).json();
        LocalDate after = LocalDate.now(ZoneOffset.UTC);

        assertThat(stats.path("timeZone").asString()).isEqualTo("UTC");
        List<String> dates = dates(stats);
        LocalDate newest = LocalDate.parse(dates.get(0));
        assertThat(newest).isBetween(before, after);
        assertThat(dates)
                .containsExactlyElementsOf(IntStream.range(0, 30)
                        .mapToObj(ago -> newest.minusDays(ago).toString())
                        .toList());
    }

    @Test
    void countsAnOrderOfTodayUntilItIsCancelled() {
        Customer buyer = shop.newCustomer();
        long product = shop.newProduct(10, 700);
        long before =
                ordersOf(shop.get("/api/orders/stats?days=2", shop.admin()).json());

        Reply order = shop.order(buyer, unique("key"), lines(line(product, 2)));
        assertThat(order.status()).as(order.text()).isEqualTo(201);
        JsonNode counted = shop.get("/api/orders/stats?days=2", shop.admin()).json();
        shop.post(order.header("Location") + "/cancel", buyer, null);
        JsonNode cancelled = shop.get("/api/orders/stats?days=2", shop.admin()).json();

        assertThat(ordersOf(counted)).isEqualTo(before + 1);
        assertThat(ordersOf(cancelled)).isEqualTo(before);
    }

    /** In Auckland it is the next day already. */
    @ParameterizedTest
    @CsvSource({"2002-03-31T23:59:59.999999Z,2002-03-31", "2002-04-01T00:00:00Z,2002-04-01"})
    void takesTodayFromTheClockInUtc(Instant now, String today) {
        JsonNode stats = statsAt(Clock.fixed(now, ZoneId.of("Pacific/Auckland")), 1);

        assertThat(dates(stats)).containsExactly(today);
    }

    @Test
    void cutsDaysAtMidnightInUtcAndFillsEmptyOnesWithZero() {
        UUID buyer = past.newUser();
        past.insert(buyer, "pending", "2002-03-28T23:59:59.999999Z", item(1_000_000));
        past.insert(buyer, "pending", "2002-03-29T00:00:00Z", item(10));
        past.insert(buyer, "shipped", "2002-03-29T23:59:59.999999Z", item(11));
        past.insert(buyer, "cancelled", "2002-03-30T12:00:00Z", item(5_000));
        past.insert(buyer, "delivered", "2002-03-31T00:00:00Z", item(7));
        past.insert(buyer, "pending", "2002-04-01T00:00:00Z", item(2_000_000));

        JsonNode stats = statsAt(Clock.fixed(Instant.parse("2002-03-31T08:00:00Z"), ZoneOffset.UTC), 3);

        assertThat(stats).isEqualTo(new JsonMapper().readTree("""
                {"timeZone": "UTC", "data": [
                  {"date": "2002-03-31", "orders": 1, "revenue": {"amount": 7, "currency": "USD"},
                   "averageOrderValue": {"amount": 7, "currency": "USD"}},
                  {"date": "2002-03-30", "orders": 0, "revenue": {"amount": 0, "currency": "USD"},
                   "averageOrderValue": {"amount": 0, "currency": "USD"}},
                  {"date": "2002-03-29", "orders": 2, "revenue": {"amount": 21, "currency": "USD"},
                   "averageOrderValue": {"amount": 11, "currency": "USD"}}]}
                """));
    }

    @Test
    void asksTheDatabaseOnceHoweverManyDays() {
        shop.admin();
        statements.clear();

        assertThat(dates(shop.get("/api/orders/stats?days=366", shop.admin()).json()))
                .hasSize(366);

        assertThat(statements.runsOf("orders")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "367", "-1", "1.5", "x", "", "4294967297", "99999999999999999999"})
    void refusesDaysThatAreNone(String days) {
        Reply refused = shop.get("/api/orders/stats?days=" + days, shop.admin());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("?days");
    }

    /** The room's own routes, with a clock that stands still. */
    private JsonNode statsAt(Clock clock, int days) {
        ReportHandler handler = new ReportHandler(orderStats, salesReports, customerOrders, longReads, clock);
        byte[] body = WebTestClient.bindToRouterFunction(new ReportRoutes(handler, authors).routes())
                .build()
                .get()
                .uri("/orders/stats?days=" + days)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new JsonMapper().readTree(body);
    }

    private PastOrder.Line item(long price) {
        return new PastOrder.Line(past.newProduct("past-things"), 1, price);
    }

    private static List<String> dates(JsonNode stats) {
        return stats.path("data")
                .valueStream()
                .map(day -> day.path("date").asString())
                .toList();
    }

    private static long ordersOf(JsonNode stats) {
        return stats.path("data")
                .valueStream()
                .mapToLong(day -> day.path("orders").asLong())
                .sum();
    }
}
