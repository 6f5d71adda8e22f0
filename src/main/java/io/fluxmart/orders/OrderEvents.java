package io.fluxmart.orders;

import io.fluxmart.events.NewEvent;
import io.fluxmart.money.Money;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.UUID;

/** What this room tells the world. */
final class OrderEvents {

    /**
     * What an order event carries.
     *
     * @param items who follows stock or sales learns from them what was taken or put back
     */
    record OrderFacts(UUID orderId, OrderStatus status, Money total, List<StockLine> items) {}

    private OrderEvents() {}

    /** That the order has come to where it stands. */
    static NewEvent about(Order order) {
        OrderFacts facts = new OrderFacts(order.id(), order.status(), order.total(), order.stockLines());
        return new NewEvent(typeOf(order.status()), order.userId(), facts, order.updatedAt());
    }

    private static String typeOf(OrderStatus reached) {
        return switch (reached) {
            case PENDING -> "order.placed";
            case PROCESSING -> "order.paid";
            case SHIPPED -> "order.shipped";
            case DELIVERED -> "order.delivered";
            case CANCELLED -> "order.cancelled";
        };
    }
}
