package io.fluxmart.unseeding;

import io.fluxmart.events.NewEvent;
import io.fluxmart.events.Outbox;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.products.ProductEvents;
import io.fluxmart.reviews.ForgetReviews;
import io.fluxmart.seeding.SeedPlan;
import io.fluxmart.showcase.ForgetDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away the demo products that no order names any more, with their documents, and the shelves that are empty then. */
@Component
class RemoveProducts {

    private static final int BATCH = 500;

    private final DemoProductStore store;
    private final ForgetReviews forgetReviews;
    private final ForgetDetails forgetDetails;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final Clock clock;

    RemoveProducts(
            DemoProductStore store,
            ForgetReviews forgetReviews,
            ForgetDetails forgetDetails,
            Outbox outbox,
            TransactionalOperator transaction,
            DetachedWrites writes,
            Clock clock) {
        this.store = store;
        this.forgetReviews = forgetReviews;
        this.forgetDetails = forgetDetails;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
    }

    Flux<Unseeded> run() {
        return store.listRemovable()
                .flatMapMany(ids -> Flux.fromIterable(ids)
                        .buffer(BATCH)
                        .concatMap(this::remove)
                        .concatWith(store.deleteEmptyCategories(SeedPlan.categories())
                                .then(Mono.empty()))
                        .scan(Unseeded.begun("products", ids.size()), Unseeded::plus));
    }

    /** Documents first: they are found by the product. */
    private Mono<Long> remove(List<Long> ids) {
        Mono<Long> rows = store.delete(ids).collectList().flatMap(this::tell);
        return forgetReviews.about(ids).then(forgetDetails.of(ids)).then(writes.run(transaction.transactional(rows)));
    }

    private Mono<Long> tell(List<Long> removed) {
        Instant now = clock.instant();
        NewEvent[] events =
                removed.stream().map(id -> ProductEvents.changed(id, now)).toArray(NewEvent[]::new);
        return (events.length == 0 ? Mono.empty() : outbox.append(events)).thenReturn((long) removed.size());
    }
}
