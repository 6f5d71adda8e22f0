package io.fluxmart.orders;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which steps an order took that came here later, and when: at a shop's usual pace, or faster where that is too slow. */
record PastSteps(PastOrder order, List<OrderStep> steps) {

    private static final List<OrderStatus> THE_LONG_WAY =
            List.of(OrderStatus.PENDING, OrderStatus.PROCESSING, OrderStatus.SHIPPED, OrderStatus.DELIVERED);
    private static final List<OrderStatus> THE_SHORT_WAY = List.of(OrderStatus.PENDING, OrderStatus.CANCELLED);

    /** None lies after that moment. */
    static PastSteps of(PastOrder order, Instant now) {
        List<OrderStatus> way = order.status() == OrderStatus.CANCELLED
                ? THE_SHORT_WAY
                : THE_LONG_WAY.subList(0, THE_LONG_WAY.indexOf(order.status()) + 1);
        List<OrderStep> steps = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) {
            OrderStatus to = way.get(i);
            steps.add(new OrderStep(way.get(i - 1), to, OrderStep.By.BUYER, timeOf(to, order, now)));
        }
        return new PastSteps(order, steps);
    }

    /** An order that is too young for its status went through its life so much faster. */
    private static Instant timeOf(OrderStatus step, PastOrder order, Instant now) {
        long usual = usuallyAfter(order.status()).toMillis();
        long had = Math.max(0, Duration.between(order.placedAt(), now).toMillis());
        long after = usuallyAfter(step).toMillis();
        return order.placedAt()
                .plusMillis(had < usual ? after * had / usual : after)
                .truncatedTo(ChronoUnit.MICROS);
    }

    private static Duration usuallyAfter(OrderStatus step) {
        return switch (step) {
            case PENDING -> Duration.ZERO;
            case PROCESSING -> Duration.ofMinutes(10);
            case CANCELLED -> Duration.ofHours(2);
            case SHIPPED -> Duration.ofHours(26);
            case DELIVERED -> Duration.ofHours(75);
        };
    }

    /** When it was paid; never, where it is pending or was cancelled. */
    Optional<Instant> paidAt() {
        return steps.stream()
                .filter(step -> step.to() == OrderStatus.PROCESSING)
                .map(OrderStep::at)
                .findFirst();
    }

    Instant changedAt() {
        return steps.stream().map(OrderStep::at).max(Comparator.naturalOrder()).orElse(order.placedAt());
    }

    /** As many as it would have, had it taken its steps here. */
    long version() {
        return 1 + steps.size();
    }
}
