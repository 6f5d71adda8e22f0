package io.fluxmart.reports;

import io.fluxmart.paging.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an open account, and how much they order.
 *
 * @param orders of every status, cancelled ones too
 * @param lastOrderAt null where there was none
 */
record CustomerOrders(
        UUID userId,
        String username,
        String email,
        long orders,
        @Nullable Instant lastOrderAt) {

    /** Before the first user there can be. */
    static final UUID TOP = new UUID(0, 0);

    String cursor() {
        return Cursor.of(userId).encoded();
    }

    static UUID placeOf(String cursor) {
        return Cursor.decode(cursor, 1, place -> UUID.fromString(place.text(0)));
    }
}
