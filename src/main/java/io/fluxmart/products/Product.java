package io.fluxmart.products;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.money.Money;
import java.time.Instant;

/**
 * Something for sale.
 *
 * @param stock pieces left, never negative
 * @param revision counts the edits; sales and restocks are no edits
 */
public record Product(
        long id,
        String sku,
        String name,
        String description,
        String category,
        Money price,
        int stock,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    /** Changes with every edit and with the stock, so that it is strong. */
    public String entityTag() {
        return revision + "." + stock;
    }
}
