package io.fluxmart.showcase;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** {@link Details} as MongoDB holds them: one document a product, under the product's id. */
@Document("product_details")
record DetailsDocument(
        @Id long productId,
        long revision,
        String description,
        Map<String, @Nullable Object> attributes,
        List<Picture> pictures) {

    Details asDetails() {
        return new Details(revision, description, AttributeValues.json(attributes), pictures);
    }
}
