package io.fluxmart.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.platform.http.RouteTable;
import io.fluxmart.platform.http.RouteTable.Route;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A1 and A4: the matrix of all routes that the router really has. */
@FluxmartTest
class AccessRulesTests {

    private static final Set<String> FOR_ANYBODY = Set.of(
            "POST /api/users",
            "POST /api/tokens",
            "POST /api/session",
            "DELETE /api/session",
            "GET /api/products",
            "GET /api/products/{id}",
            "GET /api/products/bestsellers",
            "GET /api/products/stream",
            "GET /api/products/{id}/reviews",
            "GET /api/products/{id}/details",
            "GET /api/categories",
            "GET /api/posts",
            "GET /api/posts/search",
            "GET /api/posts/stats",
            "GET /api/posts/{id}");

    private static final Set<String> FOR_ADMINISTRATORS = Set.of(
            "POST /api/products",
            "PATCH /api/products/{id}",
            "POST /api/products/{id}/stock",
            "PUT /api/products/{id}/details",
            "GET /api/users",
            "GET /api/users/{id}",
            "PATCH /api/users/{id}",
            "DELETE /api/users/{id}",
            "POST /api/orders/{id}/ship",
            "POST /api/orders/{id}/deliver",
            "POST /api/wallet/deposits",
            "POST /api/notifications",
            "GET /api/orders/stats",
            "GET /api/reports/sales",
            "GET /api/reports/customers",
            "GET /api/reports/top-customers",
            "POST /api/rankings/rebuild",
            "GET /api/reports/authors",
            "GET /api/jobs",
            "GET /api/jobs/dead",
            "POST /api/jobs/dead/{id}/requeue",
            "DELETE /api/jobs/dead/{id}",
            "GET /api/mails",
            "POST /api/imports",
            "GET /api/imports",
            "GET /api/imports/{id}",
            "GET /api/imports/{id}/rejects",
            "GET /api/imports/{id}/stream",
            "POST /api/imports/{id}/cancel");

    @Autowired
    Shop shop;

    @Autowired
    RouteTable table;

    @Test
    void hasARuleForEveryRoute() {
        List<Route> routes = table.routes();

        assertThat(routes).hasSizeGreaterThan(17);
        assertThat(routes)
                .allSatisfy(route -> assertThat(statusFor(route, shop.admin()))
                        .as(name(route) + " without a rule is denied even to administrators")
                        .isNotIn(401, 403));
    }

    @Test
    void letsNobodyInWhoDoesNotBelongThere() {
        Customer customer = shop.newCustomer();

        assertThat(routesWhere(401, null)).as("closed to strangers").doesNotContainAnyElementsOf(FOR_ANYBODY);
        assertThat(routesWhere(401, null)).hasSize(table.routes().size() - FOR_ANYBODY.size());
        assertThat(routesWhere(403, customer)).as("closed to customers").isEqualTo(FOR_ADMINISTRATORS);
    }

    private Set<String> routesWhere(int status, Customer who) {
        return table.routes().stream()
                .filter(route -> statusFor(route, who) == status)
                .map(AccessRulesTests::name)
                .collect(Collectors.toSet());
    }

    /** The cursor that is none keeps the stream from opening, the version that is none the account from being closed. */
    private int statusFor(Route route, Customer who) {
        if (who != null && name(route).equals("DELETE /api/session")) {
            return 204; // it would end the token that the next route is tried with; its own tests call it
        }
        String path = route.pattern().getPatternString().replaceAll("\\{\\w+}", "1");
        Reply reply = shop.send(route.method(), path, who, "{}", "Last-Event-ID", "none", "If-Match", "\"none\"");
        return reply.status();
    }

    private static String name(Route route) {
        return route.method() + " " + route.pattern().getPatternString();
    }
}
