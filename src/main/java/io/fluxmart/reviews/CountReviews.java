package io.fluxmart.reviews;

import java.util.List;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Brings a product's summary up to what its reviews say. It may run at any time, twice, and beside itself; whatever it is
 * cut off at, the next run does the rest.
 */
@Component
class CountReviews {

    private final ReviewStore reviews;
    private final RatingStore ratings;

    CountReviews(ReviewStore reviews, RatingStore ratings) {
        this.reviews = reviews;
        this.ratings = ratings;
    }

    /** @param stored reviews of the product; they were stored before this counts, so that the count has seen them */
    Mono<Void> of(ReactiveMongoOperations mongo, long productId, List<Review> stored) {
        return ratings.count(mongo, productId)
                .flatMap(counted -> ratings.updateIfMore(mongo, counted))
                .then(Mono.defer(() -> reviews.updateInRating(
                        mongo, stored.stream().map(Review::id).toList())));
    }
}
