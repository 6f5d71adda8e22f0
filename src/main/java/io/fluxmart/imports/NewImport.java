package io.fluxmart.imports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An import that is to wait for somebody to run it. */
record NewImport(
        UUID id,
        String source,
        boolean dryRun,
        int batchSize,
        @Nullable UUID requestedBy) {}
