package io.fluxmart.wallets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.money.Money;
import java.time.Instant;

/** What somebody has. */
record Wallet(Money balance, Instant updatedAt, @JsonIgnore long version) {

    String entityTag() {
        return String.valueOf(version);
    }
}
