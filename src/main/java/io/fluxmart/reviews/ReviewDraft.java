package io.fluxmart.reviews;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.postgres.Ids;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/products/{id}/reviews}: stars, and words if they like. */
record ReviewDraft(
        @NotNull @Min(1) @Max(5) @Nullable Long rating,
        @Size(max = 5_000) @Nullable String text) {

    ReviewDraft {
        text = text == null || text.isBlank() ? null : text.strip();
    }

    /** Not counted yet. */
    Review reviewOf(long productId, UUID author, Instant now) {
        return new Review(
                Review.idOf(productId, author),
                Ids.next(),
                productId,
                author,
                requireNonNull(rating).intValue(),
                text,
                now,
                false);
    }
}
