package io.fluxmart.unseeding;

import io.fluxmart.problem.Unavailable;
import io.fluxmart.rankings.RankPastOrders;
import io.fluxmart.reviews.AdoptReviews;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the demonstration data away again, with everything that demo users did, in batches of one transaction each; a run
 * that was killed is completed by another. What the books of real customers need stays.
 */
@Component
public class Unseed {

    private final OwnerStore owners;
    private final DemoProductStore products;
    private final RemoveOwners removeOwners;
    private final RemoveProducts removeProducts;
    private final AdoptReviews ratings;
    private final RankPastOrders rankPastOrders;

    Unseed(
            OwnerStore owners,
            DemoProductStore products,
            RemoveOwners removeOwners,
            RemoveProducts removeProducts,
            AdoptReviews ratings,
            RankPastOrders rankPastOrders) {
        this.owners = owners;
        this.products = products;
        this.removeOwners = removeOwners;
        this.removeProducts = removeProducts;
        this.ratings = ratings;
        this.rankPastOrders = rankPastOrders;
    }

    /** What {@link #run} would do now; nothing is changed. */
    public Mono<Removal> look() {
        return owners.listRemovable()
                .flatMap(removable -> Mono.zip(
                        owners.listKept(),
                        products.count(removable),
                        (kept, goods) -> removal(removable, kept.size(), goods)));
    }

    private static Removal removal(List<Owner> removable, long kept, DemoProductStore.Counts goods) {
        long orders = removable.stream().mapToLong(Owner::orders).sum();
        return new Removal(removable.size(), kept, orders, goods.removable(), goods.kept());
    }

    /**
     * Tells after each batch how far its part is. {@link Unavailable} when MongoDB is away, before anything has changed in
     * PostgreSQL that belongs to a document that is still there.
     */
    public Flux<Unseeded> run() {
        return Flux.concat(
                removeOwners.run(), removeProducts.run(), ratings.count().then(Mono.<Unseeded>empty()), rankings());
    }

    private Mono<Unseeded> rankings() {
        return rankPastOrders.anew().map(isDone -> new Unseeded("rankings", isDone ? 1 : 0, 1, !isDone));
    }
}
