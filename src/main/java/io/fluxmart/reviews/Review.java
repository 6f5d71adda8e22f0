package io.fluxmart.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What one customer says of one product.
 *
 * @param id made of product and author, so that the store itself holds one review of each
 * @param reviewId in the order of time; tells this attempt at a review from another one
 * @param rating 1 to 5 stars
 * @param inRating false as long as the product's summary may not count it yet
 */
@Document("reviews")
record Review(
        @Id String id,
        UUID reviewId,
        long productId,
        UUID author,
        int rating,
        @Nullable String text,
        Instant createdAt,
        boolean inRating) {

    static String idOf(long productId, UUID author) {
        return productId + ":" + author;
    }

    Review counted() {
        return new Review(id, reviewId, productId, author, rating, text, createdAt, true);
    }
}
