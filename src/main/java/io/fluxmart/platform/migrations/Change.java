package io.fluxmart.platform.migrations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a store's shape, and whether the store has it.
 *
 * @param file which holds it
 * @param appliedAt null when it is pending
 * @param isOfThisVersion false when only the store knows it: a newer version applied it
 */
public record Change(String name, String file, @Nullable Instant appliedAt, boolean isOfThisVersion) {

    public boolean isPending() {
        return appliedAt == null;
    }
}
