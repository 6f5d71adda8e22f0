package io.fluxmart.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class ReviewConcurrencyTests extends Reviewing {

    private static final int CUSTOMERS = 50;

    @Test
    void keepsTheSummaryRightWhenManyReviewAtOnce() {
        long product = shop.newProduct(CUSTOMERS);
        List<Customer> owners =
                IntStream.range(0, CUSTOMERS).mapToObj(i -> newOwnerOf(product)).toList();

        List<Reply> replies = Flux.range(0, CUSTOMERS)
                .flatMap(i -> post(owners.get(i), product, Map.of("rating", 1 + i % 5)), CUSTOMERS)
                .collectList()
                .block(PATIENCE);

        assertThat(replies).extracting(Reply::status).containsOnly(201);
        assertThat(documents(product)).hasSize(CUSTOMERS);
        assertThat(ratingOf(product).path("histogram").toString())
                .isEqualTo(recount(product))
                .isEqualTo("{\"1\":10,\"2\":10,\"3\":10,\"4\":10,\"5\":10}");
        assertThat(ratingOf(product).path("count").asInt()).isEqualTo(CUSTOMERS);
        assertThat(documents(product)).allMatch(review -> review.getBoolean("inRating"));
    }

    @Test
    void takesOneOfManyReviewsThatSomebodySendsAtOnce() {
        long product = shop.newProduct(5);
        Customer owner = newOwnerOf(product);

        List<Reply> replies = Flux.range(0, 20)
                .flatMap(i -> post(owner, product, Map.of("rating", 1 + i % 5)), 20)
                .collectList()
                .block(PATIENCE);

        assertThat(replies).extracting(Reply::status).containsOnly(201, 409);
        assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
        assertThat(ratingOf(product).path("count").asInt()).isEqualTo(1);
        assertThat(ratingOf(product).path("histogram").toString()).isEqualTo(recount(product));
    }
}
