package io.fluxmart.wallets;

import io.fluxmart.money.Money;
import java.time.Instant;
import java.util.UUID;

/** Transfers, for tests of other rooms. */
public final class Transfers {

    private Transfers() {}

    public static Movement between(UUID from, UUID to, Money amount) {
        return Movement.transfer(from, to, amount, Instant.now());
    }
}
