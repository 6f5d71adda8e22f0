package io.fluxmart.reviews;

import io.fluxmart.orders.Purchases;
import io.fluxmart.platform.mongo.DocumentTime;
import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.platform.mongo.MongoCapabilities;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.products.DocumentChanges;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes a review from somebody who got the product, one from each, and keeps the product's summary right: in the same
 * transaction where MongoDB has any, else by {@link CountReviews} right after it.
 */
@Component
class WriteReview {

    private final Purchases purchases;
    private final ReviewStore reviews;
    private final RatingStore ratings;
    private final CountReviews countReviews;
    private final DocumentChanges documentChanges;
    private final MongoAccess access;
    private final MongoCapabilities capabilities;
    private final Clock clock;

    WriteReview(
            Purchases purchases,
            ReviewStore reviews,
            RatingStore ratings,
            CountReviews countReviews,
            DocumentChanges documentChanges,
            MongoAccess access,
            MongoCapabilities capabilities,
            Clock clock) {
        this.purchases = purchases;
        this.reviews = reviews;
        this.ratings = ratings;
        this.countReviews = countReviews;
        this.documentChanges = documentChanges;
        this.access = access;
        this.capabilities = capabilities;
        this.clock = clock;
    }

    Mono<Review> about(long productId, UUID author, ReviewDraft draft) {
        Review review = draft.reviewOf(productId, author, DocumentTime.now(clock));
        return purchases
                .hasReceived(author, productId)
                .flatMap(hasReceived -> hasReceived ? keep(review) : Mono.error(WriteReview::purchaseRequired));
    }

    private Mono<Review> keep(Review review) {
        Mono<Void> write = capabilities
                .hasTransactions()
                .flatMap(transactions -> transactions ? inOneTransaction(review) : oneAfterTheOther(review));
        return documentChanges.run(Set.of(review.productId()), write).thenReturn(review);
    }

    private Mono<Void> inOneTransaction(Review review) {
        return access.runInTransaction(
                        mongo -> reviews.insert(mongo, review.counted()).then(ratings.add(mongo, review)))
                .onErrorResume(
                        DuplicateKeyException.class,
                        present -> access.runIdempotent(mongo -> requireOurs(mongo, review)));
    }

    /** Should the node die on the way, the review says that it is not counted yet. */
    private Mono<Void> oneAfterTheOther(Review review) {
        return access.runIdempotent(mongo -> reviews.insert(mongo, review)
                .onErrorResume(DuplicateKeyException.class, present -> requireOurs(mongo, review))
                .then(countReviews.of(mongo, review.productId(), List.of(review))));
    }

    /** A duplicate is no refusal when it is this very review: an attempt whose answer was lost has stored it. */
    private Mono<Void> requireOurs(ReactiveMongoOperations mongo, Review review) {
        return reviews.findById(mongo, review.id())
                .filter(present -> present.reviewId().equals(review.reviewId()))
                .switchIfEmpty(Mono.error(WriteReview::alreadyReviewed))
                .then();
    }

    private static Failure purchaseRequired() {
        return new Failure(
                Kind.FORBIDDEN, "purchase_required", "Reviews are for those who bought the product and got it.");
    }

    private static Failure alreadyReviewed() {
        return new Failure(Kind.CONFLICT, "already_reviewed", "You have reviewed this product.");
    }
}
