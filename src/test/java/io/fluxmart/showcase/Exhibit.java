package io.fluxmart.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/** A product that is shown. Bodies may have single quotes for double ones. */
record Exhibit(Shop shop, long product) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static Exhibit in(Shop shop) {
        return new Exhibit(shop, shop.newProduct(5));
    }

    /** The same product at another node. */
    Exhibit at(Shop other) {
        return new Exhibit(other, product);
    }

    Exhibit with(String details) {
        Reply reply = put(details);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return this;
    }

    Reply put(String details, String... headers) {
        return putLater(details, headers).block(PATIENCE);
    }

    Mono<Reply> putLater(String details, String... headers) {
        return shop.exchange(HttpMethod.PUT, path() + "/details", shop.admin(), details.replace('\'', '"'), headers);
    }

    Reply details(String... headers) {
        return shop.send(HttpMethod.GET, path() + "/details", null, null, headers);
    }

    Reply page(String... headers) {
        return shop.send(HttpMethod.GET, path(), null, null, headers);
    }

    String path() {
        return "/api/products/" + product;
    }
}
