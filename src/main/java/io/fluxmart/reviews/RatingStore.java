package io.fluxmart.reviews;

import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.fluxmart.reviews.RatingSummary.StarCount;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Summaries. As for {@link ReviewStore}, whoever calls brings the operations. */
@Component
class RatingStore {

    Mono<RatingSummary> find(ReactiveMongoOperations mongo, long productId) {
        return mongo.findById(productId, RatingSummary.class);
    }

    /** Counts one more. Repeated, it counts twice: for a transaction only. */
    Mono<Void> add(ReactiveMongoOperations mongo, Review review) {
        Update oneMore = new Update().inc("count", 1L).inc("histogram." + review.rating(), 1L);
        return mongo.upsert(query(where("_id").is(review.productId())), oneMore, RatingSummary.class)
                .then();
    }

    /** What the reviews say at this moment. */
    Mono<RatingSummary> count(ReactiveMongoOperations mongo, long productId) {
        return mongo.aggregate(
                        newAggregation(
                                match(where("productId").is(productId)),
                                group("rating").count().as("count")),
                        Review.class,
                        StarCount.class)
                .collectList()
                .map(counts -> RatingSummary.of(productId, counts));
    }

    /**
     * Lays the count down unless there is one that has seen more. Reviews are only ever added, so of two counts the larger
     * one is the later one, in whatever order they arrive here. Who takes reviews away takes the summary away as well.
     */
    Mono<Void> updateIfMore(ReactiveMongoOperations mongo, RatingSummary counted) {
        Query seenLess = query(where("_id").is(counted.productId()).and("count").lt(counted.count()));
        Update anew = Update.update("count", counted.count()).set("histogram", counted.histogram());
        return insertIfMissing(mongo, counted.productId())
                .then(mongo.updateFirst(seenLess, anew, RatingSummary.class))
                .then();
    }

    Mono<Void> delete(ReactiveMongoOperations mongo, List<Long> productIds) {
        return mongo.remove(query(where("_id").in(productIds)), RatingSummary.class)
                .then();
    }

    /** By itself: an upsert with the condition would run into the key where the condition does not hold. */
    private static Mono<Void> insertIfMissing(ReactiveMongoOperations mongo, long productId) {
        Update empty = new Update().setOnInsert("count", 0L).setOnInsert("histogram", Map.of());
        return mongo.upsert(query(where("_id").is(productId)), empty, RatingSummary.class)
                .then()
                .onErrorComplete(DuplicateKeyException.class); // of two at once, the other one made it
    }
}
