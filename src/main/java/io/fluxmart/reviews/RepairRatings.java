package io.fluxmart.reviews;

import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.platform.mongo.MongoCapabilities;
import io.fluxmart.products.DocumentChanges;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts the reviews that a standalone MongoDB got from a node which died before it had counted them. */
@Component
class RepairRatings {

    private static final String INTERVAL = "${fluxmart.reviews.repair-interval:1m}";
    private static final int BATCH = 500;
    private static final Logger log = LoggerFactory.getLogger(RepairRatings.class);

    private final ReviewStore reviews;
    private final CountReviews countReviews;
    private final DocumentChanges documentChanges;
    private final MongoAccess access;
    private final MongoCapabilities capabilities;

    RepairRatings(
            ReviewStore reviews,
            CountReviews countReviews,
            DocumentChanges documentChanges,
            MongoAccess access,
            MongoCapabilities capabilities) {
        this.reviews = reviews;
        this.countReviews = countReviews;
        this.documentChanges = documentChanges;
        this.access = access;
        this.capabilities = capabilities;
    }

    @Scheduled(initialDelayString = INTERVAL, fixedDelayString = INTERVAL)
    Mono<Void> run() {
        return Mono.defer(() -> access.runIdempotent(mongo -> reviews.listNotInRating(mongo, BATCH)))
                .flatMap(uncounted -> repairAll(uncounted, RepairRatings::leftForTheNextTry))
                .as(RepairRatings::leftForTheNextTry);
    }

    /** One product that fails keeps no other from being repaired. */
    private static Mono<Void> leftForTheNextTry(Mono<Void> repair) {
        return repair.doOnError(error -> log.warn("Ratings are repaired at the next try: {}", error.toString()))
                .onErrorComplete();
    }

    /** Product by product; the first that fails ends it. */
    Mono<Void> repairAll(List<Review> uncounted) {
        return repairAll(uncounted, repair -> repair);
    }

    private Mono<Void> repairAll(List<Review> uncounted, UnaryOperator<Mono<Void>> handled) {
        Map<Long, List<Review>> byProduct = uncounted.stream().collect(Collectors.groupingBy(Review::productId));
        return documentChanges.run(
                byProduct.keySet(),
                Flux.fromIterable(byProduct.values())
                        .concatMap(ofOneProduct -> handled.apply(repair(ofOneProduct)))
                        .then());
    }

    private Mono<Void> repair(List<Review> ofOneProduct) {
        long productId = ofOneProduct.get(0).productId();
        return capabilities
                .hasTransactions()
                .flatMap(transactions -> transactions
                        ? access.runInTransaction(mongo -> countReviews.of(mongo, productId, ofOneProduct))
                        : access.runIdempotent(mongo -> countReviews.of(mongo, productId, ofOneProduct)));
    }
}
