package io.fluxmart.seeding;

import io.fluxmart.problem.Unavailable;
import io.fluxmart.rankings.RankPastOrders;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Fills the shop with demonstration data, in batches of one transaction each. What is there stays as it is, so that a run
 * that was killed is completed by another, one that was not is repeated without effect, and a larger one adds to a smaller.
 */
@Component
public class Seed {

    private final SeedProducts products;
    private final SeedUsers users;
    private final SeedOrders orders;
    private final SeedDetails details;
    private final SeedReviews reviews;
    private final SeedPosts posts;
    private final RankPastOrders rankPastOrders;
    private final Clock clock;

    Seed(
            SeedProducts products,
            SeedUsers users,
            SeedOrders orders,
            SeedDetails details,
            SeedReviews reviews,
            SeedPosts posts,
            RankPastOrders rankPastOrders,
            Clock clock) {
        this.products = products;
        this.users = users;
        this.orders = orders;
        this.details = details;
        this.reviews = reviews;
        this.posts = posts;
        this.rankPastOrders = rankPastOrders;
        this.clock = clock;
    }

    /**
     * Tells after each batch how far its part is. A part that {@link Seeded#isMissing} is left for another run: documents
     * while MongoDB is away, rankings while Redis is.
     */
    public Flux<Seeded> run(SeedPlan plan) {
        return Flux.defer(() -> shop(plan, today()).concatWith(rankings(plan)));
    }

    /** As {@link #run}, for a node: rankings are filled by whoever follows the log, unless there are orders without events. */
    Flux<Seeded> runAtStart(SeedPlan plan) {
        return Flux.defer(() -> {
            AtomicBoolean areNewOrders = new AtomicBoolean();
            return shop(plan, today())
                    .doOnNext(seeded -> areNewOrders.compareAndSet(false, areNewOrders(seeded)))
                    .concatWith(Flux.defer(() -> areNewOrders.get() ? rankings(plan) : Flux.empty()));
        });
    }

    private static boolean areNewOrders(Seeded seeded) {
        return seeded.part() == Part.ORDERS && seeded.added() > 0;
    }

    /** All times are counted back from its first moment, so that what is seeded on one day agrees. */
    private Instant today() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    /** Products before users: whoever can sign in finds something to buy. */
    private Flux<Seeded> shop(SeedPlan plan, Instant today) {
        return Flux.concat(products.run(plan), users.run(plan, today), orders.run(plan, today), documents(plan, today));
    }

    /** When MongoDB is away for one part, the next need not wait for it. */
    private Flux<Seeded> documents(SeedPlan plan, Instant today) {
        return Flux.concat(
                        orMissing(details.run(plan), Part.DETAILS),
                        orMissing(reviews.run(plan, today), Part.REVIEWS),
                        orMissing(posts.run(plan, today), Part.POSTS))
                .takeUntil(Seeded::isMissing);
    }

    private static Flux<Seeded> orMissing(Flux<Seeded> part, Part name) {
        return part.onErrorResume(Unavailable.class, away -> Flux.just(Seeded.missing(name, 0)));
    }

    private Flux<Seeded> rankings(SeedPlan plan) {
        return plan.orders() == 0
                ? Flux.empty()
                : rankPastOrders
                        .anew()
                        .map(isDone ->
                                isDone ? new Seeded(Part.RANKINGS, 1, 1, 1, false) : Seeded.missing(Part.RANKINGS, 1))
                        .flux();
    }
}
