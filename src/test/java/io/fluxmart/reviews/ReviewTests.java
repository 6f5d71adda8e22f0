package io.fluxmart.reviews;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.platform.mongo.IdRange;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

class ReviewTests extends Reviewing {

    @Autowired
    AdoptReviews adoptReviews;

    @Autowired
    ForgetReviews forgetReviews;

    @Test
    void takesAReviewOnceTheProductHasArrived() {
        Customer buyer = shop.newCustomer(10_000L);
        long product = shop.newProduct(5);
        String order = shop.placed(buyer, product, 1);
        List<Integer> refusals = new ArrayList<>();
        refusals.add(tryToReview(buyer, product).status());
        assertThat(shop.pay(buyer, order, unique("key")).block(PATIENCE).status())
                .isEqualTo(200);
        refusals.add(tryToReview(buyer, product).status());
        shop.post(order + "/ship", shop.admin(), null);
        refusals.add(tryToReview(buyer, product).status());
        shop.post(order + "/deliver", shop.admin(), null);

        Reply taken = tryToReview(buyer, product);

        assertThat(refusals).containsExactly(403, 403, 403);
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.header("Location")).isEqualTo(pathOf(product));
        assertThat(taken.json().path("rating").asInt()).isEqualTo(4);
        assertThat(taken.json().path("text").asString()).isEqualTo("Holds water.");
        assertThat(taken.json().path("author").path("id").asString())
                .isEqualTo(buyer.id().toString());
    }

    @Test
    void changesTheRatingOnThePageAtOnce() {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);
        assertThat(countOnThePageOf(product)).isZero();

        review(owner, product, 5);

        assertThat(countOnThePageOf(product)).isEqualTo(1);
        forgetReviews.about(List.of(product)).block(PATIENCE);
        assertThat(countOnThePageOf(product)).isZero();
    }

    @Test
    void bringsTheRatingOfAdoptedReviewsToThePageAndTakesItAway() {
        long product = shop.newProduct(5);
        UUID author = UUID.randomUUID();
        assertThat(countOnThePageOf(product)).isZero();

        adoptReviews
                .insertMissing(List.of(new AdoptedReview(product, author, 3, null, Instant.now())))
                .then(adoptReviews.count())
                .block(PATIENCE);
        assertThat(countOnThePageOf(product)).isEqualTo(1);

        forgetReviews.writtenBy(IdRange.between(author, author, List.of())).block(PATIENCE);
        assertThat(countOnThePageOf(product)).isZero();
    }

    private Reply tryToReview(Customer who, long product) {
        return post(who, product, Map.of("rating", 4, "text", " Holds water. ")).block(PATIENCE);
    }

    @Test
    void refusesThoseWhoDidNotBuyThisProduct() {
        long bought = shop.newProduct(5);
        long another = shop.newProduct(5);
        Customer owner = newOwnerOf(bought);

        Reply refused = tryToReview(owner, another);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("purchase_required");
        assertThat(documents(another)).isEmpty();
    }

    @Test
    void takesOneReviewFromEach() {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);
        review(owner, product, 5);

        Reply refused = post(owner, product, Map.of("rating", 1)).block(PATIENCE);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("already_reviewed");
        assertThat(ratingOf(product).path("histogram").toString())
                .isEqualTo("{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                               | 422 | /rating",
                "{\"rating\":0}                   | 422 | /rating",
                "{\"rating\":6}                   | 422 | /rating",
                "{\"rating\":null}                | 422 | /rating",
                "{\"rating\":4.5}                 | 400 | /rating",
                "{\"rating\":\"5\"}               | 400 | /rating",
                "{\"rating\":{\"$gt\":0}}         | 400 | /rating",
                "{\"rating\":5,\"text\":{\"$ne\":1}}  | 400 | /text",
                "{\"rating\":5,\"$where\":\"1\"}  | 422 | /$where",
                "{\"rating\":5,\"text.x\":\"y\"}  | 422 | /text.x",
                "{\"rating\":5,\"productId\":7}   | 422 | /productId"
            })
    void refusesWhatIsNoReview(String body, int status, String pointer) {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);

        Reply refused = post(owner, product, body).block(PATIENCE);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(documents(product)).isEmpty();
    }

    @Test
    void boundsTheText() {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);

        assertThat(post(owner, product, Map.of("rating", 5, "text", "x".repeat(5_001)))
                        .block(PATIENCE)
                        .status())
                .isEqualTo(422);
        assertThat(post(owner, product, Map.of("rating", 5, "text", "x".repeat(5_000)))
                        .block(PATIENCE)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void knowsNoReviewsOfWhatIsNotForSale() {
        Customer customer = shop.newCustomer();

        assertThat(shop.get(pathOf(999_999_999), null).status()).isEqualTo(404);
        assertThat(shop.get("/api/products/x/reviews", null).status()).isEqualTo(404);
        assertThat(tryToReview(customer, 999_999_999).status()).isEqualTo(404);
    }

    @Test
    void hasARatingWithoutReviews() {
        JsonNode page = shop.get(pathOf(shop.newProduct(5)), null).json();

        assertThat(page.path("rating").toString())
                .isEqualTo("{\"count\":0,\"histogram\":{\"1\":0,\"2\":0,\"3\":0,\"4\":0,\"5\":0}}");
        assertThat(page.path("data")).isEmpty();
        assertThat(page.path("page").path("hasMore").asBoolean()).isFalse();
    }

    /** Whatever their number: two statements, for the product and for the names, and one question for each collection. */
    @Test
    void listsNewestFirstWithoutAQueryForEach() {
        long product = shop.newProduct(10);
        List<Integer> stars = List.of(5, 5, 4, 1);
        stars.forEach(rating -> review(newOwnerOf(product), product, rating));
        commands.clear();
        statements.clear();

        JsonNode first = shop.get(pathOf(product) + "?limit=3", null).json();

        assertThat(statements.runsOf("FROM products")).isEqualTo(1);
        assertThat(statements.runsOf("SELECT id, username FROM users")).isEqualTo(1);
        assertThat(commands.about("reviews")).hasSize(1);
        assertThat(commands.about("rating_summaries")).hasSize(1);
        assertThat(ratingsIn(first)).containsExactly(1, 4, 5);
        assertThat(first.path("data").path(0).path("author").path("username").asString())
                .isNotEmpty();
        assertThat(first.path("rating").path("count").asInt()).isEqualTo(4);
        assertThat(first.path("rating").path("average").asString()).isEqualTo("3.75");
        String cursor = first.path("page").path("nextCursor").asString();
        JsonNode second =
                shop.get(pathOf(product) + "?limit=3&after=" + cursor, null).json();
        assertThat(ratingsIn(second)).containsExactly(5);
        assertThat(second.path("page").path("hasMore").asBoolean()).isFalse();
    }

    private static List<Integer> ratingsIn(JsonNode page) {
        return page.path("data")
                .valueStream()
                .map(review -> review.path("rating").asInt())
                .toList();
    }

    @Test
    void keepsTheReviewButNoNameOfWhoeverClosedTheirAccount() {
        long product = shop.newProduct(5);
        String username = unique("gone");
        Customer leaving = shop.newCustomer(username);
        markDelivered(shop.placed(leaving, product, 1));
        review(leaving, product, 2);

        assertThat(shop.send(HttpMethod.DELETE, "/api/users/me", leaving, null).status())
                .isEqualTo(204);

        JsonNode page = shop.get(pathOf(product), null).json();
        assertThat(page.path("data").path(0).path("author").toString()).isEqualTo("{\"username\":\"[deleted]\"}");
        assertThat(page.path("rating").path("count").asInt()).isEqualTo(1);
        assertThat(documents(product)).hasSize(1);
        assertThat(documents(product).toString()).doesNotContain(username);
    }
}
