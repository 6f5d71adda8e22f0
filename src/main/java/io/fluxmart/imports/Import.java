package io.fluxmart.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one import.
 *
 * @param source its name, from which the ids of what comes in derive; never an address with credentials
 * @param dryRun whether only this record is written
 * @param batchSize rows that are read and written at once
 * @param failure a sentence, where the status is failed
 * @param requestedBy an administrator, or null for an import by command
 * @param steps those that have begun, in the order of the entities
 */
public record Import(
        UUID id,
        String source,
        boolean dryRun,
        int batchSize,
        ImportStatus status,
        @Nullable String failure,
        @Nullable UUID requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<ImportStep> steps) {}
