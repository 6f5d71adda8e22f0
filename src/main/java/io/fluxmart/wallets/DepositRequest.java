package io.fluxmart.wallets;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/wallet/deposits}: an administrator has received money for somebody. */
record DepositRequest(
        @NotNull @Nullable UUID userId,
        @NotNull @Valid @Nullable Amount amount) {}
