package io.fluxmart.orders;

import io.fluxmart.money.Money;
import io.fluxmart.products.StockLine;

/** One product of an order, with name and price of the moment it was bought. */
public record OrderItem(long productId, String productName, int quantity, Money unitPrice) {

    Money total() {
        return unitPrice.times(quantity);
    }

    StockLine stockLine() {
        return new StockLine(productId, quantity);
    }
}
