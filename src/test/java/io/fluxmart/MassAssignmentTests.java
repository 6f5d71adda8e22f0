package io.fluxmart;

import static io.fluxmart.testing.Shop.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.platform.http.RouteTable;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** T12 and A3: nobody sets what the request does not offer, in whatever body. */
@FluxmartTest
class MassAssignmentTests {

    private static final List<String> FORBIDDEN = List.of(
            "role", "roles", "balance", "status", "total", "price", "ownerId", "userId", "deletedAt", "version");

    /** What each route takes; a property that stands here is no intruder there. */
    private static final Map<String, Set<String>> BODIES = Map.ofEntries(
            Map.entry("POST /api/users", Set.of()),
            Map.entry("PATCH /api/users/me", Set.of()),
            Map.entry("PATCH /api/users/{id}", Set.of("roles", "status")),
            Map.entry("POST /api/users/me/password", Set.of()),
            Map.entry("POST /api/tokens", Set.of()),
            Map.entry("POST /api/session", Set.of()),
            Map.entry("POST /api/products", Set.of("price")),
            Map.entry("PATCH /api/products/{id}", Set.of("price")),
            Map.entry("POST /api/products/{id}/stock", Set.of()),
            Map.entry("POST /api/products/{id}/reviews", Set.of()),
            Map.entry("PUT /api/products/{id}/details", Set.of()),
            Map.entry("POST /api/orders", Set.of()),
            Map.entry("PUT /api/cart/items/{productId}", Set.of()),
            Map.entry("POST /api/transfers", Set.of()),
            Map.entry("POST /api/wallet/deposits", Set.of("userId")),
            Map.entry("POST /api/posts", Set.of()),
            Map.entry("PATCH /api/posts/{id}", Set.of()),
            Map.entry("POST /api/posts/{id}/comments", Set.of()),
            Map.entry("POST /api/notifications", Set.of("userId")),
            Map.entry("POST /api/imports", Set.of()));

    /** These read no body at all, so nothing in one can be assigned. */
    private static final Set<String> WITHOUT_BODY = Set.of(
            "POST /api/cart/checkout",
            "POST /api/orders/{id}/pay",
            "POST /api/orders/{id}/cancel",
            "POST /api/orders/{id}/ship",
            "POST /api/orders/{id}/deliver",
            "POST /api/rankings/rebuild",
            "POST /api/jobs/dead/{id}/requeue",
            "POST /api/imports/{id}/cancel");

    @Autowired
    Shop shop;

    @Autowired
    RouteTable table;

    /** A new route has to take its place in one of the two lists. */
    @Test
    void knowsEveryRouteThatWrites() {
        Set<String> writing = new TreeSet<>();
        table.routes().stream()
                .filter(route -> Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH)
                        .contains(route.method()))
                .forEach(route -> writing.add(route.method() + " " + route.pattern()));

        Set<String> known = new TreeSet<>(BODIES.keySet());
        known.addAll(WITHOUT_BODY);
        assertThat(writing).isEqualTo(known);
    }

    static Stream<Arguments> intruders() {
        return BODIES.entrySet().stream()
                .flatMap(route -> FORBIDDEN.stream()
                        .filter(property -> !route.getValue().contains(property))
                        .map(property -> Arguments.of(route.getKey(), property)));
    }

    @ParameterizedTest
    @MethodSource("intruders")
    void refusesWhatTheRouteDoesNotOffer(String route, String property) {
        String[] methodAndPath = route.split(" ");
        String path = methodAndPath[1].startsWith("/api/posts/{id}")
                ? methodAndPath[1].replace("/api/posts/{id}", newPost())
                : methodAndPath[1]
                        .replace("/users/{id}", "/users/" + shop.admin().id())
                        .replaceAll("\\{\\w+}", "1");

        Reply refused = shop.send(
                HttpMethod.valueOf(methodAndPath[0]),
                path,
                shop.admin(),
                "{\"" + property + "\":1}",
                "If-Match",
                "*",
                "Idempotency-Key",
                unique("key"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("code").asString())
                .isEqualTo("unknown_property");
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + property);
    }

    private String newPost() {
        return shop.post("/api/posts", shop.admin(), Map.of("title", "Ours", "content", "Ours"))
                .header("Location");
    }

    /** The price is the shop's, whatever a line says. */
    @Test
    void refusesAPriceOnALine() {
        Customer buyer = shop.newCustomer();
        long mug = shop.newProduct(5);

        Reply refused =
                shop.order(buyer, unique("key"), "[{\"productId\":" + mug + ",\"quantity\":1,\"unitPrice\":1}]");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/items/0/unitPrice");
        assertThat(shop.stockOf(mug)).isEqualTo(5);
    }
}
