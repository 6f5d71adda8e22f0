package io.fluxmart.orders;

import io.fluxmart.events.NewEvent;
import io.fluxmart.money.Money;
import java.util.UUID;

/** What this room tells the world. */
final class OrderEvents {

    /** What an order event carries. */
    record OrderFacts(UUID orderId, OrderStatus status, Money total) {}

    private OrderEvents() {}

    static NewEvent placed(Order order) {
        return about(order, "order.placed");
    }

    static NewEvent cancelled(Order order) {
        return about(order, "order.cancelled");
    }

    private static NewEvent about(Order order, String type) {
        OrderFacts facts = new OrderFacts(order.id(), order.status(), order.total());
        return new NewEvent(type, order.userId(), facts, order.updatedAt());
    }
}
