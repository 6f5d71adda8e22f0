package io.fluxmart.orders;

import io.fluxmart.paging.Cursor;
import java.time.Instant;
import java.util.UUID;

/** A place in somebody's list of orders, newest first. */
record OrderPlace(Instant createdAt, UUID id) {

    /** Before the newest order there can be. */
    static final OrderPlace TOP = new OrderPlace(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1, -1));

    static String cursorOf(Order order) {
        return Cursor.of(order.createdAt(), order.id()).encoded();
    }

    static OrderPlace of(String cursor) {
        return Cursor.decode(cursor, 2, OrderPlace::of);
    }

    private static OrderPlace of(Cursor cursor) {
        Instant createdAt = Instant.parse(cursor.text(0));
        if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(TOP.createdAt())) {
            throw new IllegalArgumentException("No order was placed then.");
        }
        return new OrderPlace(createdAt, UUID.fromString(cursor.text(1)));
    }
}
