package io.fluxmart.products;

import java.util.Optional;

/**
 * How a product stood when it was to be locked.
 *
 * @param offer empty when there is no such product, or it is held
 * @param isHeld whether another transaction has it and nobody waited for that
 */
public record Shelf(Optional<Offer> offer, boolean isHeld) {}
