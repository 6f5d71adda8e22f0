package io.fluxmart.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A committed change with its place in the log.
 *
 * @param seq 1, 2, 3 … without a gap, in the order in which changes were committed
 * @param userId whom it concerns; everybody when null, no user when it has no bits set
 * @param data JSON on one line
 */
public record Event(
        long seq,
        String type,
        @JsonIgnore @Nullable UUID userId,
        @JsonRawValue String data,
        Instant occurredAt) {

    /** Whom events concern that only nodes listen to: no user has this id. */
    static final UUID NOBODY = new UUID(0, 0);
}
