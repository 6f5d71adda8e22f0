package io.fluxmart.imports;

import io.fluxmart.sources.Entity;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is with one entity. Read is the sum of migrated, skipped and rejected, always.
 *
 * @param expected about how many rows the source has, as it said when the step began
 * @param skipped rows that were here before, or whose e-mail address or username was
 */
public record ImportStep(
        Entity entity, @Nullable Long expected, long read, long migrated, long skipped, long rejected, boolean done) {}
