package io.fluxmart.seeding;

import java.time.Instant;
import java.util.UUID;

/** Something that somebody ordered and got. */
record DemoPurchase(UUID orderId, UUID buyer, long productId, Instant receivedAt) {

    /** Nobody reviews a product twice. */
    String reviewed() {
        return productId + ":" + buyer;
    }
}
