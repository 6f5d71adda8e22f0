package io.fluxmart.orders;

import io.fluxmart.idempotency.Claim;
import io.fluxmart.products.StockLine;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Somebody wants to buy something.
 *
 * @param basket the same each time; asked for only when the key has no answer yet, and what it throws is the answer then
 */
record Purchase(UUID buyer, Claim claim, Supplier<Basket> basket) {

    /** None when there is no basket to be had. */
    Stream<Long> productIds() {
        try {
            return basket.get().lines().stream().map(StockLine::productId);
        } catch (RuntimeException notToBeHad) {
            return Stream.empty();
        }
    }
}
