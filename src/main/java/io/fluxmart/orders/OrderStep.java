package io.fluxmart.orders;

import java.time.Instant;
import java.util.UUID;

/**
 * One step in the history of an order.
 *
 * @param madeBy the buyer, or an administrator
 */
record OrderStep(OrderStatus from, OrderStatus to, UUID madeBy, Instant madeAt) {}
