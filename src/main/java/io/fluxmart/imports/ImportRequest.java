package io.fluxmart.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/imports}.
 *
 * @param source its name in the settings; no address, or clients could have the service connect wherever they like
 * @param dryRun counts what would happen, and changes nothing
 * @param batchSize rows that are written by one statement, 100 when absent
 */
record ImportRequest(
        @NotBlank @Size(max = 255) @Nullable String source,
        @Nullable Boolean dryRun,
        @Min(1) @Max(1_000) @Nullable Integer batchSize) {}
