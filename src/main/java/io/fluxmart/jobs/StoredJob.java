package io.fluxmart.jobs;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as the scripts keep it. A newer node may keep more of it.
 *
 * @param enqueuedAt milliseconds since 1970, as Redis counts them
 * @param receipt whose it is, while somebody has it
 * @param error why it failed the last time, if it did
 * @param diedAt when it was given up, if it was
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredJob(
        String id,
        String kind,
        String payload,
        int attempts,
        long enqueuedAt,
        @Nullable String receipt,
        @Nullable String error,
        @Nullable Long diedAt) {

    Claim toClaim() {
        return new Claim(new Job(id, kind, payload, attempts), requireNonNull(receipt));
    }

    DeadJob toDeadJob() {
        return new DeadJob(
                id,
                kind,
                payload,
                attempts,
                requireNonNullElse(error, ""),
                Instant.ofEpochMilli(enqueuedAt),
                Instant.ofEpochMilli(requireNonNull(diedAt)));
    }
}
