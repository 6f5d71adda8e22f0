package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RequestPredicates.queryParam;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Routes that are looked up lead where they led when they were tried one by one, and tell as much of themselves. */
@FluxmartTest
class RouteFinderTests {

    @Autowired
    Shop shop;

    @Autowired
    MeterRegistry meters;

    private final RouterFunction<ServerResponse> rooms = route().nest(
                    path("/api"),
                    api -> api.GET(
                                    "/things/best",
                                    request -> ServerResponse.ok().build())
                            .GET("/things/{id}", request -> ServerResponse.ok().build())
                            .POST("/things/{id}", request -> ServerResponse.ok().build())
                            .GET(
                                    "/things/{id}/parts/{part}",
                                    request -> ServerResponse.ok().build()))
            .build();

    @ParameterizedTest
    @CsvSource({
        "GET,/api/things/best",
        "GET,/api/things/1",
        "GET,/api/things/a%20b",
        "POST,/api/things/best",
        "GET,/api/things/1/parts/2",
        "GET,/api/things",
        "PUT,/api/things/1",
        "HEAD,/api/things/1",
        "GET,/things/1"
    })
    void leadsWhereTheRouterDoes(String method, String path) {
        ServerRequest tried = request(method, path);
        ServerRequest lookedUp = request(method, path);

        Object expected = rooms.route(tried).block();
        Object found = new RouteFinder(rooms).route(lookedUp).block();

        assertThat(found).isSameAs(expected);
        assertThat(lookedUp.pathVariables()).isEqualTo(tried.pathVariables());
        assertThat(lookedUp.attribute(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE))
                .isEqualTo(tried.attribute(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE));
    }

    @Test
    void tellsTheMetricsThePatternOfARoute() {
        shop.get("/api/products/0", null);

        Awaitility.await()
                .untilAsserted(() -> assertThat(meters.find("http.server.requests")
                                .tags("uri", "/api/products/{id}", "method", "GET", "status", "404")
                                .timer())
                        .isNotNull());
    }

    @Test
    void refusesRoutesThatDependOnMore() {
        RouterFunction<ServerResponse> picky = RouterFunctions.route(
                GET("/things").and(queryParam("q", q -> true)),
                request -> ServerResponse.ok().build());

        assertThatThrownBy(() -> new RouteFinder(picky)).isInstanceOf(IllegalStateException.class);
    }

    private static ServerRequest request(String method, String path) {
        MockServerHttpRequest request = MockServerHttpRequest.method(
                        HttpMethod.valueOf(method), URI.create("http://shop.test" + path))
                .build();
        return ServerRequest.create(
                MockServerWebExchange.from(request),
                HandlerStrategies.withDefaults().messageReaders());
    }
}
