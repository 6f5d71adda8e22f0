package io.fluxmart.reviews;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;
import static org.springframework.data.mongodb.core.query.Update.update;

import io.fluxmart.platform.mongo.IdRange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Each method is a step of something larger, so whoever calls brings the operations, those of a transaction for one. */
@Component
class ReviewStore {

    /** Fails with a duplicate key where the author has reviewed the product. */
    Mono<Void> insert(ReactiveMongoOperations mongo, Review review) {
        return mongo.insert(review).then();
    }

    Mono<Void> insertAll(ReactiveMongoOperations mongo, List<Review> reviews) {
        return mongo.insert(reviews, Review.class).then();
    }

    /** Those of the ids that are there. */
    Mono<List<String>> listPresent(ReactiveMongoOperations mongo, List<String> ids) {
        return mongo.find(query(where("_id").in(ids)), Review.class)
                .map(Review::id)
                .collectList();
    }

    Mono<Review> findById(ReactiveMongoOperations mongo, String id) {
        return mongo.findById(id, Review.class);
    }

    /** Newest first; one more than the limit, where there is one. */
    Mono<List<Review>> list(ReactiveMongoOperations mongo, long productId, Optional<UUID> after, int limit) {
        Query page = query(where("productId").is(productId))
                .with(Sort.by(Sort.Direction.DESC, "reviewId"))
                .limit(limit + 1);
        after.ifPresent(last -> page.addCriteria(where("reviewId").lt(last)));
        return mongo.find(page, Review.class).collectList();
    }

    /** Those that a summary may lack, because whoever wrote them did not get to the end; those of one product together. */
    Mono<List<Review>> listNotInRating(ReactiveMongoOperations mongo, int limit) {
        Query uncounted = query(where("inRating").is(false));
        return mongo.find(uncounted.with(Sort.by("productId")).limit(limit), Review.class)
                .collectList();
    }

    Mono<Void> updateInRating(ReactiveMongoOperations mongo, List<String> ids) {
        return mongo.updateMulti(query(where("_id").in(ids)), update("inRating", true), Review.class)
                .then();
    }

    Mono<List<Long>> listProductsReviewedBy(ReactiveMongoOperations mongo, IdRange authors) {
        return mongo.findDistinct(query(authors.in("author")), "productId", Review.class, Long.class)
                .collectList();
    }

    Mono<Void> updateNotInRating(ReactiveMongoOperations mongo, List<Long> productIds) {
        return mongo.updateMulti(query(where("productId").in(productIds)), update("inRating", false), Review.class)
                .then();
    }

    Mono<Void> deleteWrittenBy(ReactiveMongoOperations mongo, IdRange authors) {
        return mongo.remove(query(authors.in("author")), Review.class).then();
    }

    Mono<Void> deleteAbout(ReactiveMongoOperations mongo, List<Long> productIds) {
        return mongo.remove(query(where("productId").in(productIds)), Review.class)
                .then();
    }
}
