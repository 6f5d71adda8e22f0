package io.fluxmart.intakes;

import io.fluxmart.orders.OrderStatus;
import io.fluxmart.sources.SourceRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as its row tells it.
 *
 * @param totalField where its total is, in the source's own names, or would be
 * @param lines at least one, of different products
 */
record SourceOrder(
        SourceRow row,
        UUID id,
        Reference buyer,
        OrderStatus status,
        Instant placedAt,
        String totalField,
        List<SourceLine> lines) {

    long total() {
        return lines.stream().mapToLong(SourceLine::total).sum();
    }

    /** Whether money went through the buyer's wallet. */
    boolean isPaid() {
        return switch (status) {
            case PENDING, CANCELLED -> false;
            case PROCESSING, SHIPPED, DELIVERED -> true;
        };
    }
}
