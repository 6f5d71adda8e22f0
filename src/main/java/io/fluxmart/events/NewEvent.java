package io.fluxmart.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that the world should hear of once it is committed.
 *
 * @param type lower-case words joined by dots, in the past tense: {@code order.placed}
 * @param userId whom it concerns; everybody when null; no user at all if it was made {@link #amongNodes}
 * @param data anything that JSON can hold
 */
public record NewEvent(String type, @Nullable UUID userId, Object data, Instant occurredAt) {

    /** Tells the nodes of a change; no user ever sees it. */
    public static NewEvent amongNodes(String type, Object data, Instant occurredAt) {
        return new NewEvent(type, Event.NOBODY, data, occurredAt);
    }
}
