package io.fluxmart.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.RecordedCommands.MongoRecorder;
import io.fluxmart.testing.RecordedTransactions.Recorder;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Tests of reviews by customers who got what they review. */
@FluxmartTest
abstract class Reviewing {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    Recorder statements;

    @Autowired
    MongoRecorder commands;

    @Autowired
    ReactiveMongoTemplate mongo;

    /** The way there is the orders' business; here only that it was walked counts. */
    Customer newOwnerOf(long product) {
        Customer customer = shop.newCustomer();
        String order = shop.placed(customer, product, 1);
        markDelivered(order);
        return customer;
    }

    void markDelivered(String order) {
        UUID id = UUID.fromString(order.substring(order.lastIndexOf('/') + 1));
        books.run("UPDATE orders SET status = 'delivered' WHERE id = :id", Map.of("id", id));
    }

    Mono<Reply> post(Customer who, long product, Object review) {
        return shop.exchange(HttpMethod.POST, pathOf(product), who, review);
    }

    Reply review(Customer who, long product, int rating) {
        Reply reply = post(who, product, Map.of("rating", rating)).block(PATIENCE);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply;
    }

    static String pathOf(long product) {
        return "/api/products/" + product + "/reviews";
    }

    JsonNode ratingOf(long product) {
        return shop.get(pathOf(product) + "?limit=1", null).json().path("rating");
    }

    /** As the page of the product shows it, out of memory where it can. */
    int countOnThePageOf(long product) {
        return shop.get("/api/products/" + product, null)
                .json()
                .at("/rating/count")
                .asInt();
    }

    /** What the reviews themselves say, counted here and not by the service. */
    String recount(long product) {
        long[] histogram = new long[6];
        documents(product).forEach(review -> histogram[review.getInteger("rating")]++);
        return "{\"1\":%d,\"2\":%d,\"3\":%d,\"4\":%d,\"5\":%d}"
                .formatted(histogram[1], histogram[2], histogram[3], histogram[4], histogram[5]);
    }

    List<Document> documents(long product) {
        return mongo.find(Query.query(Criteria.where("productId").is(product)), Document.class, "reviews")
                .collectList()
                .block(PATIENCE);
    }
}
