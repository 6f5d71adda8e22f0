package io.fluxmart.wallets;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why money moved. */
enum MovementKind {
    /** From outside into a wallet. */
    DEPOSIT,
    /** From one customer to another. */
    TRANSFER,
    /** From a buyer to the shop, for an order. */
    PAYMENT,
    /** Back from the shop to the buyer. */
    REFUND;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MovementKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
