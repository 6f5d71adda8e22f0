package io.fluxmart.carts;

import io.fluxmart.orders.Basket;
import io.fluxmart.products.StockLine;
import java.util.List;
import java.util.UUID;

/**
 * What somebody means to buy.
 *
 * @param id of the order that it becomes; another one after each order, and after the cart was empty
 * @param lines at least one, in the order of the product ids
 */
record Cart(UUID id, List<StockLine> lines) {

    Basket basket() {
        return Basket.of(id, lines);
    }
}
