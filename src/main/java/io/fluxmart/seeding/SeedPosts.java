package io.fluxmart.seeding;

import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.posts.AdoptPosts;
import io.fluxmart.seeding.Batches.Numbers;
import io.fluxmart.seeding.Seeded.Batch;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets customers write posts, and comment on those of others. */
@Component
class SeedPosts {

    private static final int BATCH = 200;

    private final DemoStore store;
    private final AdoptPosts adoptPosts;

    SeedPosts(DemoStore store, AdoptPosts adoptPosts) {
        this.store = store;
        this.adoptPosts = adoptPosts;
    }

    Flux<Seeded> run(SeedPlan plan, Instant today) {
        return store.listBuyers(plan.users())
                .filter(writers -> !writers.isEmpty())
                .publishOn(Schedulers.boundedElastic())
                .map(writers -> new DemoPosts(plan.randomSeed(), today, writers))
                .flatMapMany(posts -> Batches.of(plan.posts(), BATCH).concatMap(numbers -> insert(numbers, posts)))
                .scan(Seeded.begun(Part.POSTS, plan.posts()), Seeded::plus);
    }

    /** The origin tells those of this call from those that were there before. */
    private Mono<Batch> insert(Numbers numbers, DemoPosts posts) {
        return adoptPosts
                .insertMissing(numbers.map(posts::post), "seed:" + Ids.next())
                .map(added -> new Batch(numbers.size(), added.size()));
    }
}
