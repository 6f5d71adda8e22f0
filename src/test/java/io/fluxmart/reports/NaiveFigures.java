package io.fluxmart.reports;

import static java.util.stream.Collectors.groupingBy;

import io.fluxmart.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The same figures once more, order by order in memory, to compare with. */
record NaiveFigures(List<PastOrder> orders, Map<Long, String> categoryOfProduct, Map<UUID, String> usernames) {

    private record Item(UUID orderId, PastOrder.Line line) {}

    SalesReport report(DateRange range) {
        List<PastOrder> sold = soldIn(range);
        return new SalesReport(
                range.from(), range.to(), "UTC", sales(sold), categories(sold), customers(sold), months(range, sold));
    }

    OrderStats stats(DateRange range) {
        Map<LocalDate, List<PastOrder>> byDay = soldIn(range).stream().collect(groupingBy(NaiveFigures::day));
        return new OrderStats(
                "UTC",
                range.from()
                        .datesUntil(range.to())
                        .sorted(Comparator.reverseOrder())
                        .map(day -> new OrderStats.Day(day, sales(byDay.getOrDefault(day, List.of()))))
                        .toList());
    }

    private List<PastOrder> soldIn(DateRange range) {
        return orders.stream()
                .filter(PastOrder::isSold)
                .filter(order -> order.isIn(range))
                .toList();
    }

    private List<SalesReport.Category> categories(List<PastOrder> sold) {
        Map<String, List<Item>> byCategory = sold.stream()
                .flatMap(order -> order.lines().stream().map(line -> new Item(order.id(), line)))
                .collect(groupingBy(item -> categoryOfProduct.get(item.line.productId())));
        return byCategory.entrySet().stream()
                .map(entry -> category(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((SalesReport.Category category) ->
                                -category.revenue().amount())
                        .thenComparing(SalesReport.Category::category))
                .toList();
    }

    private static SalesReport.Category category(String slug, List<Item> items) {
        return new SalesReport.Category(
                slug,
                items.stream().map(Item::orderId).distinct().count(),
                items.stream().mapToLong(item -> item.line.quantity()).sum(),
                dollars(items.stream().mapToLong(item -> item.line.total())));
    }

    /** As text, UUIDs compare as their bytes do; as Java compares them, they don't. */
    private List<SalesReport.Customer> customers(List<PastOrder> sold) {
        return sold.stream().collect(groupingBy(PastOrder::userId)).entrySet().stream()
                .map(entry -> customer(entry.getKey(), sales(entry.getValue())))
                .sorted(Comparator.comparing((SalesReport.Customer customer) ->
                                -customer.revenue().amount())
                        .thenComparing(customer -> customer.userId().toString()))
                .limit(10)
                .toList();
    }

    private SalesReport.Customer customer(UUID id, Sales sales) {
        return new SalesReport.Customer(id, usernames.get(id), sales.orders(), sales.revenue());
    }

    private static List<SalesReport.Month> months(DateRange range, List<PastOrder> sold) {
        YearMonth last = YearMonth.from(range.lastDay());
        return Stream.iterate(YearMonth.from(range.from()), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .map(month -> new SalesReport.Month(
                        month, sales(sold, order -> YearMonth.from(day(order)).equals(month))))
                .toList();
    }

    private static Sales sales(List<PastOrder> orders, Predicate<PastOrder> which) {
        return sales(orders.stream().filter(which).toList());
    }

    private static Sales sales(List<PastOrder> orders) {
        return new Sales(orders.size(), dollars(orders.stream().mapToLong(PastOrder::total)));
    }

    private static Money dollars(LongStream amounts) {
        return Money.of(amounts.sum(), "USD");
    }

    private static LocalDate day(PastOrder order) {
        return LocalDate.ofInstant(order.createdAt(), ZoneOffset.UTC);
    }
}
