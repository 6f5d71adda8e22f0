package io.fluxmart.seeding;

import io.fluxmart.events.Outbox;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.products.ProductEvents;
import io.fluxmart.seeding.Seeded.Batch;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Fills the catalogue. Products that are there stay as they are, whatever became of them. */
@Component
class SeedProducts {

    private static final int BATCH = 500;

    private final DemoStore store;
    private final Outbox outbox;
    private final MoneySettings money;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final Clock clock;

    SeedProducts(
            DemoStore store,
            Outbox outbox,
            MoneySettings money,
            TransactionalOperator transaction,
            DetachedWrites writes,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.money = money;
        this.transaction = transaction;
        this.writes = writes;
        this.clock = clock;
    }

    Flux<Seeded> run(SeedPlan plan) {
        int wanted = plan.products();
        return store.countProducts(wanted)
                .flatMapMany(present -> present == wanted ? Flux.just(new Batch(wanted, 0)) : insert(plan))
                .scan(Seeded.begun(Part.PRODUCTS, wanted), Seeded::plus);
    }

    private Flux<Batch> insert(SeedPlan plan) {
        return catalogue(plan)
                .flatMapMany(products -> Batches.of(products.size(), BATCH)
                        .concatMap(numbers ->
                                insert(numbers.first(), products.subList(numbers.first() - 1, numbers.last()))));
    }

    /** Made off the event loop: the words come from files. */
    private static Mono<List<DemoProduct>> catalogue(SeedPlan plan) {
        return Mono.fromCallable(() -> new DemoCatalogue(plan.randomSeed()).products(plan.products()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Batch> insert(int first, List<DemoProduct> products) {
        Mono<Long> added = store.insertCategories(DemoCatalogue.categories())
                .then(store.insertProducts(first, products, money.currency().getCurrencyCode()))
                .delayUntil(count -> count == 0 ? Mono.empty() : outbox.append(ProductEvents.planted(clock.instant())));
        return writes.run(transaction.transactional(added)).map(count -> new Batch(products.size(), count));
    }
}
