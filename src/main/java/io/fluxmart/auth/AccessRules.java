package io.fluxmart.auth;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

/** Who may call which route. What is not named here is denied to everybody; {@link Denials} says how. */
final class AccessRules {

    private AccessRules() {}

    /** The first match decides, so what one path alone means stands before the pattern that would take it, too. */
    static AccessTable table() {
        AccessTable.Draft allow = AccessTable.draft();
        forOneself(allow);
        forAnybody(allow);
        forAdministrators(allow);
        forWhoeverIsSignedIn(allow);
        return allow.table();
    }

    private static void forOneself(AccessTable.Draft allow) {
        allow.signedIn(GET, "/api/users/me", "/api/posts/mine");
        allow.signedIn(PATCH, "/api/users/me");
        allow.signedIn(DELETE, "/api/users/me");
        allow.signedIn(POST, "/api/users/me/password");
        allow.signedIn(GET, "/api/session");
    }

    private static void forAnybody(AccessTable.Draft allow) {
        allow.anybody(POST, "/api/users", "/api/tokens", "/api/session");
        allow.anybody(DELETE, "/api/session");
        allow.anybody(GET, "/api/products", "/api/products/{id}", "/api/products/stream", "/api/categories");
        allow.anybody(GET, "/api/products/bestsellers");
        allow.anybody(GET, "/api/products/{id}/details", "/api/products/{id}/reviews");
        allow.anybody(GET, "/api/posts", "/api/posts/search", "/api/posts/stats", "/api/posts/{id}");
        allow.anybody(GET, "/actuator/health/**", "/actuator/info", "/actuator/prometheus"); // on a port of their own
    }

    private static void forAdministrators(AccessTable.Draft allow) {
        allow.administrators(GET, "/api/users", "/api/users/{id}");
        allow.administrators(PATCH, "/api/users/{id}");
        allow.administrators(DELETE, "/api/users/{id}");
        allow.administrators(POST, "/api/products", "/api/products/{id}/stock");
        allow.administrators(PATCH, "/api/products/{id}");
        allow.administrators(PUT, "/api/products/{id}/details");
        allow.administrators(
                GET,
                "/api/orders/stats",
                "/api/reports/sales",
                "/api/reports/customers",
                "/api/reports/top-customers",
                "/api/reports/authors");
        allow.administrators(POST, "/api/orders/{id}/ship", "/api/orders/{id}/deliver");
        allow.administrators(POST, "/api/rankings/rebuild");
        allow.administrators(POST, "/api/wallet/deposits", "/api/notifications");
        allow.administrators(GET, "/api/jobs", "/api/jobs/dead", "/api/mails");
        allow.administrators(POST, "/api/jobs/dead/{id}/requeue");
        allow.administrators(DELETE, "/api/jobs/dead/{id}");
        allow.administrators(
                GET, "/api/imports", "/api/imports/{id}", "/api/imports/{id}/rejects", "/api/imports/{id}/stream");
        allow.administrators(POST, "/api/imports", "/api/imports/{id}/cancel");
    }

    private static void forWhoeverIsSignedIn(AccessTable.Draft allow) {
        allow.signedIn(GET, "/api/cart");
        allow.signedIn(PUT, "/api/cart/items/{productId}");
        allow.signedIn(DELETE, "/api/cart", "/api/cart/items/{productId}");
        allow.signedIn(POST, "/api/cart/checkout");
        allow.signedIn(GET, "/api/orders", "/api/orders/{id}", "/api/orders/{id}/steps");
        allow.signedIn(POST, "/api/orders", "/api/orders/{id}/cancel", "/api/orders/{id}/pay");
        allow.signedIn(POST, "/api/products/{id}/reviews");
        allow.signedIn(GET, "/api/wallet", "/api/wallet/entries");
        allow.signedIn(POST, "/api/transfers");
        allow.signedIn(POST, "/api/posts", "/api/posts/{id}/comments");
        allow.signedIn(PATCH, "/api/posts/{id}");
        allow.signedIn(DELETE, "/api/posts/{id}");
        allow.signedIn(GET, "/api/notifications", "/api/notifications/stream", "/api/notifications/socket");
    }
}
