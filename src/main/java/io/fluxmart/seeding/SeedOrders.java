package io.fluxmart.seeding;

import io.fluxmart.orders.PastOrder;
import io.fluxmart.orders.RecordPastOrders;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.seeding.Batches.Numbers;
import io.fluxmart.seeding.Seeded.Batch;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes orders of more than a year into the books, each batch in one transaction. */
@Component
class SeedOrders {

    private static final int BATCH = 1_000;

    private final DemoStore store;
    private final RecordPastOrders recordPastOrders;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;

    SeedOrders(
            DemoStore store,
            RecordPastOrders recordPastOrders,
            TransactionalOperator transaction,
            DetachedWrites writes) {
        this.store = store;
        this.recordPastOrders = recordPastOrders;
        this.transaction = transaction;
        this.writes = writes;
    }

    Flux<Seeded> run(SeedPlan plan, Instant today) {
        Mono<DemoOrders> orders = Mono.zip(
                        store.listBuyers(plan.users()).filter(buyers -> !buyers.isEmpty()),
                        store.listProducts(plan.products()).filter(products -> !products.isEmpty()),
                        (buyers, products) -> new DemoOrders(plan.randomSeed(), today, buyers, products))
                .cache();
        return Batches.of(plan.orders(), BATCH)
                .concatMap(numbers -> batch(numbers, orders))
                .scan(Seeded.begun(Part.ORDERS, plan.orders()), Seeded::plus);
    }

    private Mono<Batch> batch(Numbers numbers, Mono<DemoOrders> orders) {
        return store.countOrders(numbers)
                .flatMap(present -> present == numbers.size()
                        ? Mono.just(new Batch(numbers.size(), 0))
                        : orders.publishOn(Schedulers.boundedElastic())
                                .map(made -> numbers.map(made::order))
                                .flatMap(this::insert));
    }

    private Mono<Batch> insert(List<PastOrder> orders) {
        return writes.run(transaction.transactional(recordPastOrders.insertMissing(orders)))
                .map(added -> new Batch(orders.size(), added.size()));
    }
}
