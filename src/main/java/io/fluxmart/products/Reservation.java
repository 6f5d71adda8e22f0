package io.fluxmart.products;

import java.util.Optional;

/**
 * What became of one line of a reservation.
 *
 * @param offer the product as it stood when it was locked; empty when there is no such product
 * @param isTaken whether the pieces were taken off the shelf
 */
public record Reservation(StockLine line, Optional<Offer> offer, boolean isTaken) {}
