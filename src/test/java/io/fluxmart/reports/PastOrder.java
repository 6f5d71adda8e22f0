package io.fluxmart.reports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An order as a test makes it up, long before any that comes through the API. */
record PastOrder(UUID id, UUID userId, String status, Instant createdAt, List<Line> lines) {

    record Line(long productId, int quantity, long unitPrice) {

        long total() {
            return quantity * unitPrice;
        }
    }

    boolean isSold() {
        return !status.equals("cancelled");
    }

    boolean isIn(DateRange range) {
        return !createdAt.isBefore(range.start()) && createdAt.isBefore(range.end());
    }

    long total() {
        return lines.stream().mapToLong(Line::total).sum();
    }
}
