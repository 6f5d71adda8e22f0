package io.fluxmart.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SalesReportTests extends InThePast {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void answersWithEverySection() {
        UUID buyer = UUID.randomUUID();
        past.insertUser(buyer, "past.buyer");
        long mug = past.newProduct("past-mugs");
        long pot = past.newProduct("past-pots");
        past.insert(buyer, "delivered", "1999-03-05T10:00:00Z", line(mug, 3, 100), line(pot, 1, 1_000));
        past.insert(buyer, "pending", "1999-03-06T10:00:00Z", line(mug, 2, 100));
        past.insert(buyer, "shipped", "1999-01-31T10:00:00Z", line(pot, 1, 201));

        Reply reply = shop.get("/api/reports/sales?from=1999-01-15&to=1999-04-02", shop.admin());

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json()).isEqualTo(JSON.readTree("""
                {"from": "1999-01-15", "to": "1999-04-02", "timeZone": "UTC",
                 "orders": 3, "revenue": {"amount": 1701, "currency": "USD"},
                 "averageOrderValue": {"amount": 567, "currency": "USD"},
                 "categories": [
                   {"category": "past-pots", "orders": 2, "pieces": 2, "revenue": {"amount": 1201, "currency": "USD"}},
                   {"category": "past-mugs", "orders": 2, "pieces": 5, "revenue": {"amount": 500, "currency": "USD"}}],
                 "topCustomers": [
                   {"userId": "%s", "username": "past.buyer", "orders": 3,
                    "revenue": {"amount": 1701, "currency": "USD"}}],
                 "months": [
                   {"month": "1999-01", "orders": 1, "revenue": {"amount": 201, "currency": "USD"},
                    "averageOrderValue": {"amount": 201, "currency": "USD"}},
                   {"month": "1999-02", "orders": 0, "revenue": {"amount": 0, "currency": "USD"},
                    "averageOrderValue": {"amount": 0, "currency": "USD"}},
                   {"month": "1999-03", "orders": 2, "revenue": {"amount": 1500, "currency": "USD"},
                    "averageOrderValue": {"amount": 750, "currency": "USD"}},
                   {"month": "1999-04", "orders": 0, "revenue": {"amount": 0, "currency": "USD"},
                    "averageOrderValue": {"amount": 0, "currency": "USD"}}]}
                """.formatted(buyer)));
    }

    @Test
    void takesTheFirstMomentOfTheRangeAndLeavesTheLast() {
        sell("1999-01-31T23:59:59.999999Z", 1);
        sell("1999-02-01T00:00:00Z", 10);
        sell("1999-02-28T23:59:59.999999Z", 100);
        sell("1999-03-01T00:00:00Z", 1_000);

        assertThat(revenues(report("1999-02-01", "1999-03-01"))).containsOnly(110L);
        assertThat(revenues(report("1999-02-28", "1999-03-01"))).containsOnly(100L);
        assertThat(revenues(report("1999-01-31", "1999-03-02"))).containsOnly(1_111L);
    }

    @Test
    void leavesCancelledOrdersOutOfEverySection() {
        UUID buyer = past.newUser();
        past.insert(buyer, "cancelled", "1999-02-02T00:00:00Z", line(past.newProduct("past-returns"), 1, 500));

        JsonNode report = report("1999-02-01", "1999-03-01");

        assertThat(report.path("orders").asLong()).isZero();
        assertThat(revenue(report)).isZero();
        assertThat(report.path("averageOrderValue").path("amount").asLong(-1)).isZero();
        assertThat(report.path("categories")).isEmpty();
        assertThat(report.path("topCustomers")).isEmpty();
        assertThat(revenue(report.path("months").path(0))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"10,11,11", "10,13,12", "10,10,10", "0,1,1"})
    void roundsTheAverageHalfUp(long one, long other, long average) {
        sell("1999-02-01T00:00:00Z", one);
        sell("1999-02-02T00:00:00Z", other);

        assertThat(report("1999-02-01", "1999-03-01")
                        .path("averageOrderValue")
                        .path("amount")
                        .asLong())
                .isEqualTo(average);
    }

    /** Seven share the third place; five of them fit in. Half of these ids count as negative in Java. */
    @Test
    void ranksEqualCustomersByIdAndEqualCategoriesBySlug() {
        List<UUID> equal = Stream.generate(past::newUser).limit(12).toList();
        UUID best = past.newUser();
        equal.forEach(buyer -> past.insert(
                buyer, "pending", "1999-02-01T00:00:00Z", line(past.newProduct("past-" + shortOf(buyer)), 1, 100)));
        past.insert(best, "pending", "1999-02-01T00:00:00Z", line(past.newProduct("past-best"), 1, 101));

        JsonNode report = report("1999-02-01", "1999-02-02");

        assertThat(texts(report.path("topCustomers"), "userId"))
                .hasSize(10)
                .startsWith(best.toString())
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of(best), equal.stream().sorted(SalesReportTests::byText))
                                .map(UUID::toString)
                                .limit(10)
                                .toList());
        List<String> slugs = texts(report.path("categories"), "category");
        assertThat(slugs).hasSize(13).startsWith("past-best");
        assertThat(slugs.subList(1, 13)).isSorted();
    }

    @Test
    void asksTheDatabaseOnce() {
        sell("1999-02-01T00:00:00Z", 1);
        shop.admin();
        statements.clear();

        assertThat(report("1999-01-01", "2000-01-01").path("months")).hasSize(12);

        assertThat(List.of("orders", "order_items", "products", "username"))
                .allSatisfy(name -> assertThat(statements.runsOf(name)).as(name).isEqualTo(1));
    }

    private void sell(String createdAt, long price) {
        past.insert(past.newUser(), "pending", createdAt, line(past.newProduct("past-things"), 1, price));
    }

    private JsonNode report(String from, String to) {
        Reply reply = shop.get("/api/reports/sales?from=" + from + "&to=" + to, shop.admin());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static long revenue(JsonNode sales) {
        return sales.path("revenue").path("amount").asLong(-1);
    }

    /** Of all orders, of all categories, of all customers and of all months. */
    private static List<Long> revenues(JsonNode report) {
        Stream<Long> sections = Stream.of("categories", "topCustomers", "months")
                .map(section -> report.path(section)
                        .valueStream()
                        .mapToLong(SalesReportTests::revenue)
                        .sum());
        return Stream.concat(Stream.of(revenue(report)), sections).toList();
    }

    private static List<String> texts(JsonNode lines, String property) {
        return lines.valueStream().map(line -> line.path(property).asString()).toList();
    }

    private static PastOrder.Line line(long productId, int quantity, long unitPrice) {
        return new PastOrder.Line(productId, quantity, unitPrice);
    }

    private static String shortOf(UUID id) {
        return id.toString().substring(0, 8);
    }

    private static int byText(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }
}
