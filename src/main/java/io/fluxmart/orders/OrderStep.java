package io.fluxmart.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One step in the history of an order. Whoever did it for the shop is known to the store; the buyer sees that it was the
 * shop.
 */
record OrderStep(OrderStatus from, OrderStatus to, By by, Instant at) {

    /** Which side of the counter. */
    enum By {
        BUYER,
        SHOP;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static By of(UUID who, Order order) {
            return who.equals(order.userId()) ? BUYER : SHOP;
        }
    }
}
