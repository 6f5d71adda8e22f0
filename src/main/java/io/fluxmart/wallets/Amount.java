package io.fluxmart.wallets;

import static java.util.Objects.requireNonNull;

import io.fluxmart.money.Money;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** How much a client wants to move: minor units of the shop's currency, more than nothing. */
record Amount(
        @NotNull @Min(1) @Max(MAX) @Nullable Long amount,
        @NotNull @Nullable String currency) {

    /** 99,999,999.99 in minor units, the DECIMAL(10,2) of the requirements. */
    private static final long MAX = 9_999_999_999L;

    Money asMoney() {
        return Money.of(requireNonNull(amount), requireNonNull(currency));
    }
}
