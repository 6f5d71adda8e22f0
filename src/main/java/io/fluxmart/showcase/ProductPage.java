package io.fluxmart.showcase;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fluxmart.products.Product;
import io.fluxmart.reviews.Rating;
import org.jspecify.annotations.Nullable;

/**
 * A product with everything there is to show of it.
 *
 * @param partial whether something may be missing, since MongoDB was away
 * @param entityTag leads with the product's own, then has a place for each part, and so tells all of them apart
 */
record ProductPage(
        @JsonUnwrapped Product product,
        @Nullable Details details,
        @Nullable Rating rating,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean partial,
        @JsonIgnore String entityTag) {

    static ProductPage of(Product product, PageDocuments documents) {
        return new ProductPage(
                product,
                documents.details().value(),
                documents.rating().value(),
                documents.isPartial(),
                product.entityTag() + "." + documents.entityTag());
    }
}
