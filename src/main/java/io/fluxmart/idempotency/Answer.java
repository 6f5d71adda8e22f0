package io.fluxmart.idempotency;

import java.util.UUID;

/**
 * What the first request with a key was told, byte for byte.
 *
 * @param resourceId what the effect brought into being
 * @param isReplayed whether this answer was stored by an earlier request
 */
public record Answer(UUID resourceId, byte[] body, boolean isReplayed) {

    public static Answer first(UUID resourceId, byte[] body) {
        return new Answer(resourceId, body, false);
    }

    Answer replayed() {
        return new Answer(resourceId, body, true);
    }
}
