package io.fluxmart.seeding;

import io.fluxmart.orders.OrderStatus;
import io.fluxmart.orders.PastOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Believable orders: business grows, a few products sell most, and what is old has arrived. */
final class DemoOrders {

    /** How far back they go. */
    static final int DAYS = 400;

    /** Old enough to have been cancelled. */
    private static final Duration YOUNGEST = Duration.ofHours(3);

    private static final int MOST_LINES = 5;

    private final Dice dice;
    private final Instant today;
    private final List<UUID> buyers;
    private final List<SoldProduct> products;

    /**
     * @param today its first moment; all orders were placed before
     * @param buyers at least one
     * @param products at least one; the first sell best
     */
    DemoOrders(long randomSeed, Instant today, List<UUID> buyers, List<SoldProduct> products) {
        this.dice = new Dice(randomSeed, "orders");
        this.today = today;
        this.buyers = buyers;
        this.products = products;
    }

    PastOrder order(int number) {
        dice.of(number);
        Duration age = age();
        return new PastOrder(DemoIds.order(number), dice.oneOf(buyers), status(age), today.minus(age), lines());
    }

    /** Half of them within the last quarter of the time, none within the last hours. */
    private Duration age() {
        double share = dice.share();
        return YOUNGEST.plusSeconds(
                (long) (share * share * Duration.ofDays(DAYS).toSeconds()));
    }

    /** None that an order of that age could not have at a shop's usual pace: its steps then lie where they always do. */
    private OrderStatus status(Duration age) {
        double share = dice.share();
        double progress = share + age.toDays() * 0.1;
        if (share < 0.08) {
            return OrderStatus.CANCELLED;
        } else if (progress < 0.3) {
            return OrderStatus.PENDING;
        } else if (progress < 0.7 || age.toDays() < 2) {
            return OrderStatus.PROCESSING;
        } else if (progress < 1.1 || age.toDays() < 4) {
            return OrderStatus.SHIPPED;
        }
        return OrderStatus.DELIVERED;
    }

    private List<PastOrder.Line> lines() {
        Map<Integer, PastOrder.Line> lines = new TreeMap<>();
        int wanted = dice.between(1, MOST_LINES + 1);
        for (int i = 0; i < wanted; i++) {
            int place = placeOfAFavourite();
            lines.put(place, line(products.get(place)));
        }
        return List.copyOf(lines.values());
    }

    /** A tenth of the products makes nearly half of the sales. */
    private int placeOfAFavourite() {
        double share = dice.share();
        return (int) (share * share * share * products.size());
    }

    private PastOrder.Line line(SoldProduct product) {
        int quantity = dice.isWithin(0.75) ? 1 : dice.between(2, 5);
        return new PastOrder.Line(product.id(), product.name(), quantity, product.price());
    }
}
