package io.fluxmart.reviews;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.uuid.Generators;
import io.fluxmart.platform.mongo.MongoAccess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Brings in many reviews at once. They are stored uncounted, as those of a node that died are, and counted afterwards,
 * product by product; who dies in between leaves the rest to {@link RepairRatings}.
 */
@Component
public class AdoptReviews {

    private static final int UNCOUNTED_AT_ONCE = 5_000;

    private final ReviewStore reviews;
    private final RepairRatings repairRatings;
    private final MongoAccess access;

    AdoptReviews(ReviewStore reviews, RepairRatings repairRatings, MongoAccess access) {
        this.reviews = reviews;
        this.repairRatings = repairRatings;
        this.access = access;
    }

    /**
     * Leaves alone what somebody has said before. {@link io.fluxmart.problem.Unavailable} when MongoDB is away; some may be
     * there then.
     *
     * @param adopted by customers who got the product, at most one of each
     * @return how many came in
     */
    public Mono<Long> insertMissing(List<AdoptedReview> adopted) {
        List<Review> all = adopted.stream().map(AdoptReviews::reviewOf).toList();
        return access.runIdempotent(mongo -> insertMissing(mongo, all));
    }

    private Mono<Long> insertMissing(ReactiveMongoOperations mongo, List<Review> all) {
        return reviews.listPresent(mongo, all.stream().map(Review::id).toList())
                .map(present -> without(present, all))
                .flatMap(missing -> insert(mongo, missing));
    }

    /** Where another run came first with some of them, what is left is looked at again. */
    private Mono<Long> insert(ReactiveMongoOperations mongo, List<Review> missing) {
        return missing.isEmpty()
                ? Mono.just(0L)
                : reviews.insertAll(mongo, missing)
                        .thenReturn((long) missing.size())
                        .onErrorResume(DuplicateKeyException.class, raced -> insertMissing(mongo, missing));
    }

    /** Brings the ratings of all products up to what their reviews say. To be called once the last review is in. */
    public Mono<Void> count() {
        return countSome()
                .repeat()
                .takeUntil(counted -> counted < UNCOUNTED_AT_ONCE)
                .then();
    }

    private Mono<Integer> countSome() {
        return Mono.defer(() -> access.runIdempotent(mongo -> reviews.listNotInRating(mongo, UNCOUNTED_AT_ONCE)))
                .flatMap(uncounted -> repairRatings.repairAll(uncounted).thenReturn(uncounted.size()));
    }

    private static List<Review> without(List<String> present, List<Review> all) {
        Set<String> ids = present.stream().collect(toSet());
        return all.stream().filter(review -> !ids.contains(review.id())).toList();
    }

    private static Review reviewOf(AdoptedReview adopted) {
        String id = Review.idOf(adopted.productId(), adopted.author());
        Instant createdAt = adopted.createdAt().truncatedTo(ChronoUnit.MILLIS);
        return new Review(
                id,
                reviewIdOf(id, createdAt),
                adopted.productId(),
                adopted.author(),
                adopted.rating(),
                adopted.text(),
                createdAt,
                false);
    }

    /** A UUIDv7 of that time, whose random bits are made from the id: the same each time. */
    private static UUID reviewIdOf(String id, Instant createdAt) {
        UUID bits = Generators.nameBasedGenerator().generate(id);
        long time = createdAt.toEpochMilli() << 16;
        return new UUID(time | 0x7000L | (bits.getMostSignificantBits() & 0xfffL), bits.getLeastSignificantBits());
    }
}
