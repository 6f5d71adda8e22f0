package io.fluxmart.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a node leaves behind that dies between two writes, at each place where it can. */
class RepairRatingsTests extends Reviewing {

    @Autowired
    RepairRatings repairRatings;

    @Test
    void countsAReviewThatWasNotCounted() {
        long product = shop.newProduct(5);
        review(newOwnerOf(product), product, 5);
        leaveUncounted(product, 1);
        assertThat(ratingOf(product).path("count").asInt()).as("the damage").isEqualTo(1);
        assertThat(countOnThePageOf(product)).isEqualTo(1);

        repairRatings.run().block(PATIENCE);

        assertWhole(product, 2);
        assertThat(countOnThePageOf(product)).isEqualTo(2);
    }

    @Test
    void countsTheFirstReviewOfSeveralProducts() {
        long one = shop.newProduct(5);
        long two = shop.newProduct(5);
        leaveUncounted(one, 3);
        leaveUncounted(one, 4);
        leaveUncounted(two, 5);

        repairRatings.run().block(PATIENCE);

        assertWhole(one, 2);
        assertWhole(two, 1);
    }

    /** The node died after the count and before it could say so. */
    @Test
    void doesNotCountTwiceWhatWasCounted() {
        long product = shop.newProduct(5);
        leaveUncounted(product, 2);
        mongo.insert(new RatingSummary(product, 1, Map.of("2", 1L))).block(PATIENCE);

        repairRatings.run().block(PATIENCE);
        repairRatings.run().block(PATIENCE);

        assertWhole(product, 1);
    }

    /** A count that was taken earlier arrives later. */
    @Test
    void doesNotLayAnOlderCountOverANewerOne() {
        long product = shop.newProduct(5);
        review(newOwnerOf(product), product, 5);
        review(newOwnerOf(product), product, 4);

        new RatingStore()
                .updateIfMore(mongo, new RatingSummary(product, 1, Map.of("5", 1L)))
                .block(PATIENCE);

        assertWhole(product, 2);
    }

    private void leaveUncounted(long product, int rating) {
        UUID author = UUID.randomUUID();
        mongo.insert(new Review(
                        Review.idOf(product, author),
                        UUID.randomUUID(),
                        product,
                        author,
                        rating,
                        null,
                        Instant.now(),
                        false))
                .block(PATIENCE);
    }

    private void assertWhole(long product, int count) {
        assertThat(ratingOf(product).path("count").asInt()).isEqualTo(count);
        assertThat(ratingOf(product).path("histogram").toString()).isEqualTo(recount(product));
        assertThat(documents(product)).hasSize(count).allMatch(review -> review.getBoolean("inRating"));
    }
}
