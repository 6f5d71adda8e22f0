package io.fluxmart.reviews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxmart.platform.mongo.MongoAccess;
import io.fluxmart.platform.mongo.MongoCapabilities;
import io.fluxmart.testing.Customer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Review and summary on a MongoDB that has transactions: both or neither. */
class ReviewTransactionTests extends Reviewing {

    @Autowired
    MongoCapabilities capabilities;

    @Autowired
    MongoAccess access;

    @Autowired
    ReviewStore reviews;

    @Autowired
    RatingStore ratings;

    @BeforeEach
    void needsTransactions() {
        assumeTrue(
                capabilities.hasTransactions().block(PATIENCE),
                "The embedded MongoDB has no transactions; run with -Pcontainers, or SPRING_MONGODB_URI of a replica set");
    }

    @Test
    void leavesNeitherAfterAFailureBetweenReviewAndSummary() {
        long product = shop.newProduct(5);
        Review review = new Review(
                Review.idOf(product, UUID.randomUUID()),
                UUID.randomUUID(),
                product,
                UUID.randomUUID(),
                5,
                null,
                Instant.now(),
                true);
        Mono<Void> failing = access.runInTransaction(session -> reviews.insert(session, review)
                .then(reviews.findById(session, review.id()))
                .flatMap(seen -> ratings.add(session, seen))
                .then(Mono.error(() -> new IllegalStateException("between"))));

        StepVerifier.create(failing).expectErrorMessage("between").verify(PATIENCE);

        assertThat(documents(product)).isEmpty();
        assertThat(ratingOf(product).path("count").asInt()).isZero();
    }

    /** The same through the API: a summary that cannot be counted up. */
    @Test
    void leavesNoReviewWhoseSummaryFails() {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);
        mongo.insert(new Document("_id", product).append("count", "not a number"), "rating_summaries")
                .block(PATIENCE);
        assumeTrue(refusesToCountUp(product), "The server at hand counts up what is no number");

        assertThat(post(owner, product, Map.of("rating", 5)).block(PATIENCE).status())
                .isEqualTo(500);

        assertThat(documents(product)).isEmpty();
    }

    private boolean refusesToCountUp(long product) {
        return mongo.updateFirst(
                        Query.query(Criteria.where("_id").is(product)),
                        new Update().inc("count", 1L),
                        "rating_summaries")
                .thenReturn(false)
                .onErrorReturn(true)
                .block(PATIENCE);
    }

    @Test
    void changesBothInOneTransaction() {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);
        commands.clear();

        review(owner, product, 3);

        assertThat(documents(product)).hasSize(1).allMatch(review -> review.getBoolean("inRating"));
        assertThat(ratingOf(product).path("histogram").toString()).isEqualTo(recount(product));
        assertThat(commands.about("reviews").get(0).get("txnNumber"))
                .isEqualTo(commands.about("rating_summaries").get(0).get("txnNumber"))
                .isNotNull();
        assertThat(commands.about("reviews").get(0).getBoolean("autocommit").getValue())
                .isFalse();
    }
}
