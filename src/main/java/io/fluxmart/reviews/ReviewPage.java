package io.fluxmart.reviews;

import io.fluxmart.authors.Author;
import io.fluxmart.authors.Bylines;
import io.fluxmart.paging.Cursor;
import io.fluxmart.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A product's rating, and one page of the reviews behind it. */
record ReviewPage(Rating rating, List<Line> data, Page.Position page) {

    /** A review as others see it. */
    record Line(
            UUID id, Author author, int rating, @Nullable String text, Instant createdAt) {

        static Line of(Review review, Bylines bylines) {
            return new Line(
                    review.reviewId(), bylines.of(review.author()), review.rating(), review.text(), review.createdAt());
        }
    }

    static ReviewPage of(Rating rating, Page<Review> reviews, Bylines bylines) {
        List<Line> lines =
                reviews.data().stream().map(review -> Line.of(review, bylines)).toList();
        return new ReviewPage(rating, lines, reviews.page());
    }

    static String cursorOf(Review last) {
        return Cursor.of(last.reviewId()).encoded();
    }

    static UUID placeOf(String cursor) {
        return Cursor.decode(cursor, 1, place -> UUID.fromString(place.text(0)));
    }
}
