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
 * @param userId whom it concerns; everybody when null
 * @param data JSON on one line
 */
public record Event(
        long seq,
        String type,
        @JsonIgnore @Nullable UUID userId,
        @JsonRawValue String data,
        Instant occurredAt) {}
