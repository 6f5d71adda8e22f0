package io.fluxmart.orders;

import static io.fluxmart.platform.postgres.Values.instant;
import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.money.Money;
import io.r2dbc.spi.Readable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** One row of an order joined to its items: the order, repeated on each row, and one item. */
record OrderRow(Order order, OrderItem item) {

    static OrderRow of(Readable row) {
        String currency = required(row, "total_currency", String.class);
        OrderItem item = new OrderItem(
                required(row, "product_id", Long.class),
                required(row, "product_name", String.class),
                required(row, "quantity", Integer.class),
                Money.of(required(row, "unit_price_amount", Long.class), currency));
        Order order = new Order(
                required(row, "id", UUID.class),
                required(row, "user_id", UUID.class),
                OrderStatus.of(required(row, "status", String.class)),
                Money.of(required(row, "total_amount", Long.class), currency),
                List.of(item),
                instant(row, "created_at"),
                instant(row, "updated_at"),
                required(row, "version", Long.class));
        return new OrderRow(order, item);
    }

    /** Puts the items back under their orders; keeps the order of the rows. */
    static List<Order> fold(List<OrderRow> rows) {
        Map<UUID, List<OrderRow>> byOrder = rows.stream()
                .collect(Collectors.groupingBy(row -> row.order.id(), LinkedHashMap::new, Collectors.toList()));
        return byOrder.values().stream().map(OrderRow::foldOne).toList();
    }

    private static Order foldOne(List<OrderRow> rows) {
        Order order = rows.get(0).order;
        List<OrderItem> items = rows.stream().map(OrderRow::item).toList();
        return new Order(
                order.id(),
                order.userId(),
                order.status(),
                order.total(),
                items,
                order.createdAt(),
                order.updatedAt(),
                order.version());
    }
}
