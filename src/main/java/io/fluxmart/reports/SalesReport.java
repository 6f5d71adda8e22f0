package io.fluxmart.reports;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fluxmart.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * {@code GET /api/reports/sales}.
 *
 * @param categories by revenue, the highest first
 * @param topCustomers at most ten, by revenue, the highest first
 * @param months each that the range touches, in the order of the calendar
 */
record SalesReport(
        LocalDate from,
        LocalDate to,
        String timeZone,
        @JsonUnwrapped Sales total,
        List<Category> categories,
        List<Customer> topCustomers,
        List<Month> months) {

    /** The statement yields all three kinds of line in one answer, each kind in its order. */
    sealed interface Line permits Category, Customer, Month {}

    /** What was sold of the products that are in this category today. */
    record Category(String category, long orders, long pieces, Money revenue) implements Line {}

    record Customer(UUID userId, String username, long orders, Money revenue) implements Line {}

    /** The days of this month that are in the range. */
    record Month(YearMonth month, @JsonUnwrapped Sales sales) implements Line {}

    static SalesReport of(DateRange range, List<Line> lines) {
        List<Month> months = only(Month.class, lines);
        Sales total = months.stream().map(Month::sales).reduce(Sales::plus).orElseThrow();
        return new SalesReport(
                range.from(),
                range.to(),
                DateRange.TIME_ZONE,
                total,
                only(Category.class, lines),
                only(Customer.class, lines),
                months);
    }

    private static <T extends Line> List<T> only(Class<T> kind, List<Line> lines) {
        return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
