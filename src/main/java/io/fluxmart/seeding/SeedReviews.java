package io.fluxmart.seeding;

import io.fluxmart.reviews.AdoptReviews;
import io.fluxmart.seeding.Seeded.Batch;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets customers review what they got: of each seeded order that was delivered one product, until there are enough. */
@Component
class SeedReviews {

    private static final int BATCH = 500;

    private final DemoStore store;
    private final AdoptReviews adoptReviews;

    SeedReviews(DemoStore store, AdoptReviews adoptReviews) {
        this.store = store;
        this.adoptReviews = adoptReviews;
    }

    Flux<Seeded> run(SeedPlan plan, Instant today) {
        DemoReviews reviews = new DemoReviews(plan.randomSeed(), today);
        return purchases()
                .distinct(DemoPurchase::reviewed)
                .take(plan.reviews())
                .buffer(BATCH)
                .publishOn(Schedulers.boundedElastic())
                .concatMap(purchases -> insert(purchases, reviews), 1)
                .concatWith(
                        plan.reviews() == 0
                                ? Mono.empty()
                                : adoptReviews.count().then(Mono.empty()))
                .scan(Seeded.begun(Part.REVIEWS, plan.reviews()), Seeded::plus);
    }

    /** Page by page, in the order of the orders' ids. */
    private Flux<DemoPurchase> purchases() {
        return Flux.defer(() -> store.listPurchases(DemoIds.order(0), BATCH))
                .expand(page -> page.size() < BATCH
                        ? Mono.empty()
                        : store.listPurchases(page.get(page.size() - 1).orderId(), BATCH))
                .concatMapIterable(page -> page);
    }

    private Mono<Batch> insert(List<DemoPurchase> purchases, DemoReviews reviews) {
        return adoptReviews
                .insertMissing(purchases.stream().map(reviews::of).toList())
                .map(added -> new Batch(purchases.size(), added));
    }
}
