package io.fluxmart.carts;

import static java.util.Objects.requireNonNull;

import io.fluxmart.products.StockLine;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** {@code PUT /api/cart/items/{productId}}. The bounds are those of an order's line. */
record CartQuantity(
        @NotNull
        @Min(value = 1, message = "Quantity must be at least 1")
        @Max(value = 10_000, message = "Quantity cannot exceed 10000")
        @Nullable
        Long quantity) {

    /** To be called on a valid request. */
    StockLine of(long productId) {
        return new StockLine(productId, requireNonNull(quantity).intValue());
    }
}
