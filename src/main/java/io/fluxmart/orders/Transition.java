package io.fluxmart.orders;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to lead an order somewhere.
 *
 * @param owner whose order it must be; anybody's when null
 * @param by who wishes it
 */
record Transition(UUID orderId, @Nullable UUID owner, OrderStatus to, UUID by) {

    /** What became of it. */
    record Outcome(OrderStatus from, boolean isChanged) {}
}
