package io.fluxmart.reviews;

import io.fluxmart.platform.mongo.IdRange;
import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.products.DocumentChanges;
import java.util.List;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes reviews away for other rooms. {@link io.fluxmart.problem.Unavailable} when MongoDB is away. */
@Component
public class ForgetReviews {

    private final ReviewStore reviews;
    private final RatingStore ratings;
    private final DocumentChanges documentChanges;
    private final MongoAccess access;

    ForgetReviews(ReviewStore reviews, RatingStore ratings, DocumentChanges documentChanges, MongoAccess access) {
        this.reviews = reviews;
        this.ratings = ratings;
        this.documentChanges = documentChanges;
        this.access = access;
    }

    /**
     * All reviews of the same products are marked as uncounted first, so that whoever repairs ratings counts
     * it anew, whatever this is cut off at; {@link AdoptReviews#count} does so at once.
     */
    public Mono<Void> writtenBy(IdRange authors) {
        return access.runIdempotent(mongo -> reviews.listProductsReviewedBy(mongo, authors))
                .flatMap(productIds -> documentChanges.run(
                        productIds, access.runIdempotent(mongo -> deleteWrittenBy(mongo, authors, productIds))));
    }

    private Mono<Void> deleteWrittenBy(ReactiveMongoOperations mongo, IdRange authors, List<Long> productIds) {
        return reviews.updateNotInRating(mongo, productIds)
                .then(ratings.delete(mongo, productIds))
                .then(Mono.defer(() -> reviews.deleteWrittenBy(mongo, authors)));
    }

    /** With the ratings of these products. */
    public Mono<Void> about(List<Long> productIds) {
        return documentChanges.run(productIds, access.runIdempotent(mongo -> deleteAbout(mongo, productIds)));
    }

    private Mono<Void> deleteAbout(ReactiveMongoOperations mongo, List<Long> productIds) {
        return reviews.deleteAbout(mongo, productIds).then(ratings.delete(mongo, productIds));
    }
}
