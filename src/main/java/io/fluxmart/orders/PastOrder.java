package io.fluxmart.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order that was placed before it came here.
 *
 * @param status where it stands now; it took every step up to there
 * @param placedAt not in the future
 * @param lines at least one, of different products
 */
public record PastOrder(UUID id, UUID userId, OrderStatus status, Instant placedAt, List<Line> lines) {

    /** @param unitPrice in minor units of the shop's currency */
    public record Line(long productId, String productName, int quantity, long unitPrice) {

        private long total() {
            return Math.multiplyExact(unitPrice, (long) quantity);
        }
    }

    public PastOrder {
        lines = List.copyOf(lines);
    }

    /**
     * The exact sum of the lines, in minor units.
     *
     * @throws ArithmeticException when it does not fit into 64 bits
     */
    public long total() {
        return lines.stream().mapToLong(Line::total).reduce(0, Math::addExact);
    }
}
