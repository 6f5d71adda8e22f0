package io.fluxmart.orders;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.money.Money;
import io.fluxmart.products.StockLine;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody bought.
 *
 * @param items at least one, one for each product, in the order of the product ids
 * @param total the exact sum of the items
 */
public record Order(
        UUID id,
        UUID userId,
        OrderStatus status,
        Money total,
        List<OrderItem> items,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    public Order {
        items = List.copyOf(items);
    }

    /** A new order for what was reserved. */
    static Order placed(UUID id, UUID buyer, List<OrderItem> items, Instant now) {
        Money total = items.stream().map(OrderItem::total).reduce(Money::plus).orElseThrow();
        return new Order(id, buyer, OrderStatus.PENDING, total, items, now, now, 1);
    }

    public List<StockLine> stockLines() {
        return items.stream().map(OrderItem::stockLine).toList();
    }

    /** Nothing is to be paid. */
    boolean isFree() {
        return total.amount() == 0;
    }

    String entityTag() {
        return String.valueOf(version);
    }
}
