package io.fluxmart.integrity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look into the books found.
 *
 * @param ok whether no rule is broken
 * @param rules how many were looked at
 * @param findings up to {@value CheckBooks#MOST_FINDINGS} for each rule
 */
public record Verdict(boolean ok, int rules, Extent extent, List<Finding> findings) {

    /**
     * What was looked at, so that an empty database does not pass for a sound one.
     *
     * @param lastOrderAt when the newest order was placed; null without any
     * @param lastEvent number of the newest event
     */
    public record Extent(
            long users,
            long orders,
            long movements,
            long lastEvent,
            @Nullable Instant lastOrderAt) {}

    static Verdict of(Extent extent, List<Finding> findings) {
        return new Verdict(findings.isEmpty(), Rule.all().size(), extent, findings);
    }
}
