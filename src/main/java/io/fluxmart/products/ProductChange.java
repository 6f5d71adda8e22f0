package io.fluxmart.products;

import io.fluxmart.products.ProductDraft.Price;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** {@code PATCH /api/products/{id}}: what is absent stays as it is. Stock changes by delta only. */
record ProductChange(
        @Size(min = 1, max = 255) @Nullable String name,
        @Size(max = ProductRules.MAX_DESCRIPTION) @Nullable String description,

        @Size(max = 50) @Pattern(regexp = ProductRules.SLUG, message = ProductRules.SLUG_MESSAGE) @Nullable
        String category,

        @Valid @Nullable Price price) {

    ProductChange {
        name = name == null ? null : name.strip();
        description = description == null ? null : description.strip();
    }
}
