package io.fluxmart.reviews;

import io.fluxmart.authors.Authors;
import io.fluxmart.authors.Bylines;
import io.fluxmart.paging.Page;
import io.fluxmart.platform.mongo.MongoAccess;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what a product's reviews page shows: rating and reviews side by side, then the authors' names at once. */
@Component
class ReadReviews {

    private final ReviewStore reviews;
    private final Ratings ratings;
    private final Authors authors;
    private final MongoAccess access;

    ReadReviews(ReviewStore reviews, Ratings ratings, Authors authors, MongoAccess access) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.authors = authors;
        this.access = access;
    }

    Mono<ReviewPage> of(long productId, Optional<UUID> after, int limit) {
        return Mono.zip(ratings.of(productId), page(productId, after, limit), Rated::new)
                .flatMap(rated -> authors.lookUp(rated.authors()).map(rated::signed));
    }

    private Mono<Page<Review>> page(long productId, Optional<UUID> after, int limit) {
        return access.runIdempotent(mongo -> reviews.list(mongo, productId, after, limit))
                .map(rows -> Page.cut(rows, limit, ReviewPage::cursorOf));
    }

    private record Rated(Rating rating, Page<Review> page) {

        List<UUID> authors() {
            return page.data().stream().map(Review::author).toList();
        }

        ReviewPage signed(Bylines bylines) {
            return ReviewPage.of(rating, page, bylines);
        }
    }
}
