package io.fluxmart.reports;

import static io.fluxmart.platform.postgres.Values.time;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A hundred thousand orders: the figures are those of a naive recount, and a narrow range reads no table from end to end. */
@FluxmartTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsAtVolumeTests {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final LocalDate DAY = LocalDate.parse("2001-09-11");

    @Autowired
    Books books;

    @Autowired
    SalesReportStore salesReports;

    @Autowired
    OrderStatsStore orderStats;

    private PastOrders past;
    private NaiveFigures naive;

    @BeforeAll
    void generate() {
        past = new PastOrders(books);
        past.deleteAll();
        GeneratedOrders generated = new GeneratedOrders(past);
        naive = new NaiveFigures(generated.orders(100_000), generated.categoryOfProduct(), generated.usernames());
        past.insert(naive.orders());
        past.vacuum();
    }

    @AfterAll
    void tidyUp() {
        past.deleteAll();
        past.vacuum();
    }

    @ParameterizedTest
    @CsvSource({
        "2001-01-01,2002-03-01",
        "2000-11-20,2002-05-02",
        "2001-02-10,2001-11-20",
        "2001-05-31,2001-07-01",
        "2001-12-31,2002-01-01",
        "2001-06-10,2001-06-20"
    })
    void reportsTheSalesThatANaiveRecountFinds(LocalDate from, LocalDate to) {
        DateRange range = new DateRange(from, to);

        SalesReport report = salesReports.find(range).block(PATIENCE);

        assertThat(report).isEqualTo(naive.report(range));
        assertThat(report.total().averageOrderValue().amount()).isEqualTo(average(report.total()));
    }

    @Test
    void hasSomethingInEverySection() {
        SalesReport report = salesReports
                .find(new DateRange(LocalDate.parse("2001-01-01"), LocalDate.parse("2002-03-01")))
                .block(PATIENCE);

        assertThat(report.total().orders()).isBetween(70_000L, 90_000L);
        assertThat(report.categories()).hasSize(GeneratedOrders.CATEGORIES);
        assertThat(report.topCustomers()).hasSize(10);
        assertThat(report.months()).hasSize(14);
        assertThat(report.months())
                .filteredOn(month -> month.sales().orders() == 0)
                .extracting(SalesReport.Month::month)
                .containsExactly(YearMonth.of(2001, 6));
    }

    @ParameterizedTest
    @CsvSource({"2002-02-28,366", "2001-07-10,30", "2001-12-31,1", "2001-03-01,2"})
    void countsTheDaysAsANaiveRecountDoes(LocalDate lastDay, int days) {
        DateRange range = DateRange.endingWith(lastDay, days);

        OrderStats stats = orderStats.find(range).block(PATIENCE);

        assertThat(stats).isEqualTo(naive.stats(range));
        assertThat(stats.data())
                .hasSize(days)
                .allSatisfy(day ->
                        assertThat(day.sales().averageOrderValue().amount()).isEqualTo(average(day.sales())));
    }

    @Test
    void readsNoTableFromEndToEndForOneDay() {
        DateRange day = DateRange.endingWith(DAY, 1);
        Map<String, Object> values = new HashMap<>(Map.of("start", time(day.start()), "end", time(day.end())));
        values.put("lastDay", day.lastDay());

        String stats = plan(OrderStatsStore.STATS, values, "days", day.days());
        String report = plan(SalesReportStore.REPORT, values, "from", day.from());

        assertThat(List.of(report, stats))
                .allSatisfy(plan -> assertThat(plan)
                        .contains("orders_created_at_idx")
                        .doesNotContain("Seq Scan on orders", "Seq Scan on order_items"));
    }

    @Test
    void readsOnlyTheOrdersOfThePage() {
        String plan = plan(CustomerOrdersStore.PAGE, Map.of("after", CustomerOrders.TOP), "limit", 11);

        assertThat(plan).contains("orders_of_user_idx").doesNotContain("Seq Scan on orders");
    }

    /** Of the statement itself, not of a copy. */
    private String plan(String sql, Map<String, Object> values, String name, Object value) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(name, value);
        return String.join("\n", books.texts("EXPLAIN " + sql, all));
    }

    /** Half up in whole numbers: half of the divisor more, and then down. */
    private static long average(Sales sales) {
        long orders = sales.orders();
        return orders == 0 ? 0 : (2 * sales.revenue().amount() + orders) / (2 * orders);
    }
}
