package io.fluxmart.wallets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.money.Money;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has.
 *
 * @param updatedAt null while no money has passed through
 */
record Wallet(
        Money balance,
        @Nullable Instant updatedAt,
        @JsonIgnore long version) {

    static Wallet empty(Currency currency) {
        return new Wallet(new Money(0, currency), null, 0);
    }

    String entityTag() {
        return String.valueOf(version);
    }
}
