package io.fluxmart.carts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A customer with a cart. */
record Visitor(Shop shop, Customer who) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Visitor of(Shop shop) {
        return new Visitor(shop, shop.newCustomer());
    }

    /** The same customer at another node. */
    Visitor at(Shop other) {
        return new Visitor(other, who);
    }

    CurrentUser asUser() {
        return new CurrentUser(who.id(), Set.of(), 1, Instant.MAX);
    }

    Visitor with(long product, int quantity) {
        Reply reply = put(product, quantity);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return this;
    }

    Reply put(long product, Object quantity) {
        return putLater(product, quantity).block(PATIENCE);
    }

    Mono<Reply> putLater(long product, Object quantity) {
        return shop.exchange(HttpMethod.PUT, "/api/cart/items/" + product, who, Map.of("quantity", quantity));
    }

    Reply remove(Object product) {
        return shop.send(HttpMethod.DELETE, "/api/cart/items/" + product, who, null);
    }

    Reply clear() {
        return shop.send(HttpMethod.DELETE, "/api/cart", who, null);
    }

    Reply view() {
        return shop.get("/api/cart", who);
    }

    Reply checkout(String key) {
        return checkoutLater(key).block(PATIENCE);
    }

    Mono<Reply> checkoutLater(String key) {
        return shop.exchange(HttpMethod.POST, "/api/cart/checkout", who, null, "Idempotency-Key", key);
    }

    /** Product and quantity of each line, as {@code 7x2}. */
    List<String> lines() {
        Reply reply = view();
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return linesOf(reply.json());
    }

    static List<String> linesOf(JsonNode cartOrOrder) {
        return cartOrOrder
                .path("items")
                .valueStream()
                .map(item -> item.path("productId").asLong() + "x"
                        + item.path("quantity").asInt())
                .toList();
    }
}
