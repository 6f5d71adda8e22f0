package io.fluxmart.products;

import io.fluxmart.money.Money;
import java.util.Optional;

/**
 * What became of one line of a reservation.
 *
 * @param offer the product as it stood when it was locked; empty when there is no such product
 * @param isTaken whether the pieces were taken off the shelf
 */
public record Reservation(StockLine line, Optional<Offer> offer, boolean isTaken) {

    /** Name and price of the moment, and the stock before the reservation. */
    public record Offer(String name, Money price, int stock) {}
}
