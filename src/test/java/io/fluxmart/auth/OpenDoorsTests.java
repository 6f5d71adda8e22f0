package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Strangers take a short way to what is open to anybody; nobody can tell by the answer, and nothing slips in with them. */
@FluxmartTest
class OpenDoorsTests {

    private static final List<String> PROTECTING = List.of(
            "Cache-Control",
            "Pragma",
            "Expires",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-XSS-Protection",
            "Referrer-Policy");

    @Autowired
    Shop shop;

    @Test
    void answersAStrangerAsItAnswersACustomer() {
        Customer customer = shop.newCustomer();
        long product = shop.newProduct(3);
        for (String path : List.of("/api/products/" + product, "/api/products/0", "/api/products?limit=oops")) {
            Reply stranger = shop.get(path, null);
            Reply known = shop.get(path, customer);

            assertThat(stranger.status()).as(path).isEqualTo(known.status());
            assertThat(headersOf(stranger)).as(path).isEqualTo(headersOf(known)).doesNotContainNull();
            assertThat(stranger.header("X-Request-Id")).matches("[0-9a-f]{32}");
        }
    }

    @Test
    void looksAtATokenEvenWhereNoneIsNeeded() {
        Customer forger = new Customer(UUID.randomUUID(), "garbage");

        assertThat(shop.get("/api/products", forger).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/products;x=1", "/api//products", "/api/products/a%2fb", "/api/x/../products"})
    void keepsTheFirewallBeforeStrangers(String path) {
        assertThat(shop.get(path, null).status()).isEqualTo(400);
    }

    /** What only looks like an open route is none. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/products/1/", "/API/products", "/api/products/1/stock", "/api/products/1/details/x"})
    void opensNothingBeside(String path) {
        assertThat(shop.get(path, null).status()).isIn(404, 405);
        assertThat(shop.send(HttpMethod.POST, "/api/products/1/stock", null, "{}")
                        .status())
                .isEqualTo(401);
    }

    private static List<String> headersOf(Reply reply) {
        return Stream.concat(PROTECTING.stream(), Stream.of("Content-Type"))
                .map(reply::header)
                .toList();
    }
}
