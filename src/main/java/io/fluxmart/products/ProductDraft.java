package io.fluxmart.products;

import io.fluxmart.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/products}. A category comes into being with its first product. */
record ProductDraft(
        @NotBlank @Pattern(regexp = ProductRules.SKU, message = ProductRules.SKU_MESSAGE) @Nullable
        String sku,

        @NotBlank @Size(max = 255) @Nullable String name,
        @Size(max = ProductRules.MAX_DESCRIPTION) @Nullable String description,

        @NotBlank @Size(max = 50) @Pattern(regexp = ProductRules.SLUG, message = ProductRules.SLUG_MESSAGE) @Nullable
        String category,

        @NotNull @Valid @Nullable Price price,

        @Min(0) @Max(ProductRules.MAX_STOCK) @Nullable Long stock) {

    ProductDraft {
        name = name == null ? null : name.strip();
        description = description == null ? "" : description.strip();
        stock = stock == null ? Long.valueOf(0) : stock;
    }

    /** An amount as clients send it: minor units of the shop's currency. */
    record Price(
            @NotNull @Min(0) @Max(ProductRules.MAX_PRICE) @Nullable
            Long amount,

            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") @Nullable
            String currency) {

        Money asMoney() {
            if (amount == null || currency == null) {
                throw new IllegalStateException("A price is read only after it was validated.");
            }
            return Money.of(amount, currency);
        }
    }
}
