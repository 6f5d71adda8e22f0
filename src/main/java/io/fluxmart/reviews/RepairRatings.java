package io.fluxmart.reviews;

import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.platform.mongo.MongoCapabilities;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Counts the reviews that a standalone MongoDB got from a node which died before it had counted them. */
@Component
class RepairRatings {

    private static final String INTERVAL = "${fluxmart.reviews.repair-interval:1m}";
    private static final int BATCH = 500;
    private static final Logger log = LoggerFactory.getLogger(RepairRatings.class);

    private final ReviewStore reviews;
    private final CountReviews countReviews;
    private final MongoAccess access;
    private final MongoCapabilities capabilities;

    RepairRatings(ReviewStore reviews, CountReviews countReviews, MongoAccess access, MongoCapabilities capabilities) {
        this.reviews = reviews;
        this.countReviews = countReviews;
        this.access = access;
        this.capabilities = capabilities;
    }

    @Scheduled(initialDelayString = INTERVAL, fixedDelayString = INTERVAL)
    Mono<Void> run() {
        return Mono.defer(() -> access.runIdempotent(mongo -> reviews.listNotInRating(mongo, BATCH)))
                .flatMapIterable(RepairRatings::byProduct)
                .concatMap(ofOneProduct -> leftForTheNextTry(repair(ofOneProduct)))
                .then()
                .as(RepairRatings::leftForTheNextTry);
    }

    /** One product that fails keeps no other from being repaired. */
    private static Mono<Void> leftForTheNextTry(Mono<Void> repair) {
        return repair.doOnError(error -> log.warn("Ratings are repaired at the next try: {}", error.toString()))
                .onErrorComplete();
    }

    static Collection<List<Review>> byProduct(List<Review> leftOver) {
        return leftOver.stream()
                .collect(Collectors.groupingBy(Review::productId))
                .values();
    }

    /** @param ofOneProduct at least one */
    Mono<Void> repair(List<Review> ofOneProduct) {
        long productId = ofOneProduct.get(0).productId();
        return capabilities
                .hasTransactions()
                .flatMap(transactions -> transactions
                        ? access.runInTransaction(mongo -> countReviews.of(mongo, productId, ofOneProduct))
                        : access.runIdempotent(mongo -> countReviews.of(mongo, productId, ofOneProduct)));
    }
}
