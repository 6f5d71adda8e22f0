package io.fluxmart.seeding;

import io.fluxmart.seeding.Batches.Numbers;
import io.fluxmart.seeding.Seeded.Batch;
import io.fluxmart.showcase.AdoptDetails;
import io.fluxmart.showcase.AdoptedDetails;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes what there is to say about the products. */
@Component
class SeedDetails {

    private static final int BATCH = 200;

    private final DemoStore store;
    private final AdoptDetails adoptDetails;

    SeedDetails(DemoStore store, AdoptDetails adoptDetails) {
        this.store = store;
        this.adoptDetails = adoptDetails;
    }

    Flux<Seeded> run(SeedPlan plan) {
        int wanted = plan.details() ? plan.products() : 0;
        return store.listProducts(wanted)
                .publishOn(Schedulers.boundedElastic())
                .flatMapMany(products -> insert(products, new DemoDetails(plan.randomSeed())))
                .scan(Seeded.begun(Part.DETAILS, wanted), Seeded::plus);
    }

    private Flux<Batch> insert(List<SoldProduct> products, DemoDetails details) {
        return Batches.of(products.size(), BATCH).concatMap(numbers -> insert(numbers, products, details));
    }

    private Mono<Batch> insert(Numbers numbers, List<SoldProduct> products, DemoDetails details) {
        List<AdoptedDetails> made = numbers.map(number -> details.of(number, products.get(number - 1)));
        return adoptDetails.insertMissing(made).map(added -> new Batch(made.size(), added));
    }
}
