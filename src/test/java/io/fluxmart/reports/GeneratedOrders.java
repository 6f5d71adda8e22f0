package io.fluxmart.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Orders of January 2001 to February 2002, random but the same each time; one in ten stands right at a boundary. */
final class GeneratedOrders {

    static final int CATEGORIES = 7;

    private static final int USERS = 300;
    private static final int PRODUCTS = 70;
    private static final LocalDate START = LocalDate.parse("2001-01-01");
    private static final YearMonth WITHOUT_ORDERS = YearMonth.of(2001, 6);
    private static final Duration LAST_MICROSECOND = Duration.ofDays(1).minusNanos(1_000);
    private static final List<String> STATUSES =
            List.of("pending", "processing", "shipped", "delivered", "delivered", "cancelled");

    private final Random random = new Random(42);
    private final Map<Long, String> categoryOfProduct = new HashMap<>();
    private final Map<UUID, String> usernames = new HashMap<>();
    private final List<Long> products;
    private final List<UUID> users;

    GeneratedOrders(PastOrders past) {
        IntStream.range(0, PRODUCTS)
                .mapToObj(i -> "past-" + i * CATEGORIES / PRODUCTS)
                .forEach(category -> categoryOfProduct.put(past.newProduct(category), category));
        IntStream.range(0, USERS)
                .mapToObj(i -> "past." + i)
                .forEach(username -> usernames.put(new UUID(random.nextLong(), random.nextLong()), username));
        usernames.forEach(past::insertUser);
        products = categoryOfProduct.keySet().stream().sorted().toList();
        users = usernames.keySet().stream().sorted().toList();
    }

    Map<Long, String> categoryOfProduct() {
        return categoryOfProduct;
    }

    Map<UUID, String> usernames() {
        return usernames;
    }

    List<PastOrder> orders(int count) {
        return Stream.generate(this::order).limit(count).toList();
    }

    private PastOrder order() {
        return new PastOrder(
                new UUID(random.nextLong(), random.nextLong()), oneOf(users), oneOf(STATUSES), instant(), lines());
    }

    /** Neighbours, which are often of one category. */
    private List<PastOrder.Line> lines() {
        List<PastOrder.Line> lines = new ArrayList<>();
        int first = random.nextInt(PRODUCTS);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            long product = products.get((first + i) % PRODUCTS);
            lines.add(new PastOrder.Line(product, 1 + random.nextInt(9), random.nextInt(20_000)));
        }
        return lines;
    }

    private Instant instant() {
        LocalDate day = START.plusDays(random.nextInt(424));
        if (YearMonth.from(day).equals(WITHOUT_ORDERS)) {
            return instant();
        }
        if (random.nextInt(4) == 0) {
            day = random.nextBoolean() ? day.withDayOfMonth(1) : day.withDayOfMonth(day.lengthOfMonth());
        }
        return day.atStartOfDay().toInstant(ZoneOffset.UTC).plus(timeOfDay());
    }

    private Duration timeOfDay() {
        return switch (random.nextInt(20)) {
            case 0 -> Duration.ZERO;
            case 1 -> LAST_MICROSECOND;
            default -> Duration.ofNanos(random.nextInt(86_400_000) * 1_000_000L + random.nextInt(1_000) * 1_000L);
        };
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
