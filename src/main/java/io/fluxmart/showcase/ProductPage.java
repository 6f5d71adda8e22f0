package io.fluxmart.showcase;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fluxmart.products.Product;
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
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean partial,
        @JsonIgnore String entityTag) {

    static ProductPage of(Product product, PagePart<Details> details) {
        String tag = product.entityTag() + "." + tagOf(details);
        return new ProductPage(product, details.value(), details.isAway(), tag);
    }

    /** The first revision is 1, so that 0 stands for none. */
    private static String tagOf(PagePart<Details> details) {
        if (details.isAway()) {
            return "partial";
        }
        return details.value() == null ? "0" : details.value().entityTag();
    }
}
