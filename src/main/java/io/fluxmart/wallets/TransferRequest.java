package io.fluxmart.wallets;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/transfers}. The sender is whoever asks. */
record TransferRequest(
        @NotNull @Nullable UUID toUserId,
        @NotNull @Valid @Nullable Amount amount) {}
