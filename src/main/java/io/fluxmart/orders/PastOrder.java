package io.fluxmart.orders;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order that was placed before it came here.
 *
 * @param status where it stands now; it took every step up to there
 * @param lines at least one, of different products
 */
public record PastOrder(UUID id, UUID userId, OrderStatus status, Instant placedAt, List<Line> lines) {

    /** @param unitPrice in minor units of the shop's currency */
    public record Line(long productId, String productName, int quantity, long unitPrice) {}
}
