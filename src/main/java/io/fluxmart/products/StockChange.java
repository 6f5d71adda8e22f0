package io.fluxmart.products;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/products/{id}/stock}: pieces that arrived, or with a minus sign, that left. */
record StockChange(
        @NotNull @Min(-ProductRules.MAX_STOCK) @Max(ProductRules.MAX_STOCK) @Nullable
        Long delta) {}
