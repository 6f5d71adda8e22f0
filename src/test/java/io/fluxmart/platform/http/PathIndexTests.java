package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.fluxmart.platform.http.PathIndex.Entry;
import io.fluxmart.testing.FluxmartTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Whatever is looked up, the answer is that of reading the list from the top. */
@FluxmartTest
class PathIndexTests {

    private static final List<Entry<String>> ENTRIES = List.of(
            entry(GET, "/api/products/stream"),
            entry(GET, "/api/products/{id}"),
            entry(POST, "/api/products/{id}"),
            entry(GET, "/api/{room}"),
            entry(GET, "/api/products"),
            entry(GET, "/"),
            entry(null, "/actuator/health/**"),
            entry(null, "/actuator/**"));

    @Autowired
    RouteTable table;

    private final PathIndex<String> index = new PathIndex<>(ENTRIES);

    @ParameterizedTest
    @CsvSource({
        "GET,/api/products/stream,/api/products/stream",
        "GET,/api/products/%73tream,/api/products/stream",
        "GET,/api/products/streams,/api/products/{id}",
        "GET,/api/%70roducts/1,/api/products/{id}",
        "GET,/api/products/1/,",
        "GET,/api/products/,",
        "GET,/API/products/1,",
        "GET,/other/products/1,",
        "GET,/api/products,/api/{room}",
        "GET,/api/orders,/api/{room}",
        "POST,/api/products/stream,/api/products/{id}",
        "POST,/api/products,",
        "GET,/,/",
        "GET,/api,",
        "GET,/actuator,/actuator/**",
        "POST,/actuator/health,/actuator/health/**",
        "GET,/actuator/health/liveness,/actuator/health/**",
        "DELETE,/actuator/env/x/y,/actuator/**",
        "PURGE,/api/products/1,"
    })
    void findsTheFirstThatMatches(String method, String path, String expected) {
        Entry<String> found = index.find(HttpMethod.valueOf(method), PathContainer.parsePath(path));

        assertThat(found == null ? null : found.value()).isEqualTo(expected);
        assertThat(found).isEqualTo(firstOf(ENTRIES, HttpMethod.valueOf(method), path));
    }

    /** Each route's own path, and paths next to it. */
    @Test
    void findsEachRouteAsTheRouterDoes() {
        List<Entry<String>> routes = new ArrayList<>();
        table.routes().forEach(route -> routes.add(new Entry<>(route.method(), route.pattern(), route.toString())));
        PathIndex<String> index = new PathIndex<>(routes);

        assertThat(routes)
                .hasSizeGreaterThan(60)
                .allSatisfy(route -> neighboursOf(route)
                        .forEach(path -> Stream.of(HttpMethod.values())
                                .forEach(method -> assertThat(index.find(method, PathContainer.parsePath(path)))
                                        .as(method + " " + path)
                                        .isEqualTo(firstOf(routes, method, path)))));
    }

    private static Stream<String> neighboursOf(Entry<String> route) {
        String path = route.pattern().getPatternString();
        return Stream.of(
                path.replaceAll("\\{\\w+}", "1"), path, path + "/", path + "/x", path.replaceFirst("/\\w+", ""));
    }

    private static Entry<String> firstOf(List<Entry<String>> entries, HttpMethod method, String path) {
        return entries.stream()
                .filter(entry -> entry.method() == null || entry.method().equals(method))
                .filter(entry -> entry.pattern().matches(PathContainer.parsePath(path)))
                .findFirst()
                .orElse(null);
    }

    private static Entry<String> entry(HttpMethod method, String pattern) {
        return new Entry<>(method, PathPatternParser.defaultInstance.parse(pattern), pattern);
    }
}
