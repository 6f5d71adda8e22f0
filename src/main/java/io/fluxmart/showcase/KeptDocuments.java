package io.fluxmart.showcase;

import io.fluxmart.platform.http.EncodedJson;
import io.fluxmart.products.Product;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows out of MongoDB, with the last page that was made of it. Caches hand out the same product until it is
 * another one, so the page is made again when either part changes, and at no other time.
 */
final class KeptDocuments {

    private record Made(Product of, EncodedJson page) {}

    private final PageDocuments documents;
    private volatile @Nullable Made last;

    KeptDocuments(PageDocuments documents) {
        this.documents = documents;
    }

    PageDocuments documents() {
        return documents;
    }

    /** Two who ask at once may both make it; either gets the page of their own product. */
    EncodedJson pageOf(Product product, Function<ProductPage, EncodedJson> make) {
        Made made = last;
        if (made == null || made.of != product) {
            made = new Made(product, make.apply(ProductPage.of(product, documents)));
            last = made;
        }
        return made.page;
    }
}
