package io.fluxmart.reviews;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a product, told by another room.
 *
 * @param rating 1 to 5 stars
 * @param text at most 5,000 characters
 */
public record AdoptedReview(
        long productId, UUID author, int rating, @Nullable String text, Instant createdAt) {}
