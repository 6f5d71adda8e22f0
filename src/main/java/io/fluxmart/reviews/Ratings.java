package io.fluxmart.reviews;

import io.fluxmart.platform.mongo.MongoAccess;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How products are rated. */
@Component
public class Ratings {

    private final RatingStore ratings;
    private final MongoAccess access;

    Ratings(RatingStore ratings, MongoAccess access) {
        this.ratings = ratings;
        this.access = access;
    }

    /** {@link Rating#NONE} for a product that nobody has reviewed. */
    public Mono<Rating> of(long productId) {
        return access.runIdempotent(mongo -> ratings.find(mongo, productId))
                .map(Rating::of)
                .defaultIfEmpty(Rating.NONE);
    }
}
