package io.fluxmart.orders;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where an order stands in its life. */
public enum OrderStatus {
    /** Placed, not paid. */
    PENDING,
    /** Paid. */
    PROCESSING,
    SHIPPED,
    DELIVERED,
    CANCELLED;

    /** The one table of all ways: where an order can go from here. */
    List<OrderStatus> next() {
        return switch (this) {
            case PENDING -> List.of(PROCESSING, CANCELLED);
            case PROCESSING -> List.of(SHIPPED, CANCELLED);
            case SHIPPED -> List.of(DELIVERED);
            case DELIVERED, CANCELLED -> List.of();
        };
    }

    /** From where an order can come here. */
    List<OrderStatus> previous() {
        return Arrays.stream(values())
                .filter(from -> from.next().contains(this))
                .toList();
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static OrderStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
