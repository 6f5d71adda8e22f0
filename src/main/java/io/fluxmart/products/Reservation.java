package io.fluxmart.products;

import io.fluxmart.money.Money;
import java.util.Optional;

/**
 * What became of one line of a reservation.
 *
 * @param offer the product as it stood when it was locked; empty when there is no such product
 */
public record Reservation(StockLine line, Optional<Offer> offer) {

    /** Name and price of the moment, and the stock before the reservation. */
    public record Offer(String name, Money price, int stock) {}

    public boolean isTaken() {
        return offer.filter(found -> found.stock() >= line.quantity()).isPresent();
    }
}
