package io.fluxmart.platform.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Lists what a router really serves: method and full path pattern of each route. */
public final class RouteTable implements RouterFunctions.Visitor, RequestPredicates.Visitor {

    /** One operation of the API. */
    public record Route(HttpMethod method, PathPattern pattern) {}

    private final List<Route> routes = new ArrayList<>();
    private final List<PathIndex.Entry<HandlerFunction<?>>> handlers = new ArrayList<>();
    private final Deque<String> prefixes = new ArrayDeque<>();
    private final List<HttpMethod> methods = new ArrayList<>();
    private @Nullable String path;

    private RouteTable() {}

    public static RouteTable of(RouterFunction<?> router) {
        RouteTable table = new RouteTable();
        router.accept(table);
        return table;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** The methods that this path is served for; none where it leads nowhere. */
    public Set<HttpMethod> methodsOf(PathContainer path) {
        return routes.stream()
                .filter(route -> route.pattern().matches(path))
                .map(Route::method)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        methods.clear();
        path = null;
        predicate.accept(this);
        if (path == null || methods.isEmpty()) {
            throw new IllegalStateException("A route must name its method and path: " + predicate);
        }
        String pattern = String.join("", prefixes) + path;
        methods.forEach(method -> add(method, PathPatternParser.defaultInstance.parse(pattern), handler));
    }

    private void add(HttpMethod method, PathPattern pattern, HandlerFunction<?> handler) {
        routes.add(new Route(method, pattern));
        handlers.add(new PathIndex.Entry<>(method, pattern, handler));
    }

    /** What is served, by method and path. */
    public PathIndex<HandlerFunction<?>> handlers() {
        return new PathIndex<>(handlers);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        path = null;
        predicate.accept(this);
        prefixes.addLast(path == null ? "" : path);
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        prefixes.removeLast();
    }

    private static IllegalStateException notByMethodAndPath() {
        return new IllegalStateException("Routes are found by method and path alone (docs/adr/0029).");
    }

    @Override
    public void method(Set<HttpMethod> found) {
        methods.addAll(found);
    }

    @Override
    public void path(String pattern) {
        path = pattern;
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        throw new IllegalStateException("Routes without a listed path would escape the access rules.");
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> router) {
        throw new IllegalStateException("Routes without a listed path would escape the access rules: " + router);
    }

    @Override
    @SuppressWarnings("removal")
    public void pathExtension(String extension) {
        throw notByMethodAndPath();
    }

    @Override
    public void header(String name, String value) {
        throw notByMethodAndPath();
    }

    @Override
    public void queryParam(String name, String value) {
        throw notByMethodAndPath();
    }

    @Override
    public void version(String version) {
        throw notByMethodAndPath();
    }

    @Override
    public void startAnd() {}

    @Override
    public void and() {}

    @Override
    public void endAnd() {}

    @Override
    public void startOr() {
        throw notByMethodAndPath();
    }

    @Override
    public void or() {}

    @Override
    public void endOr() {}

    @Override
    public void startNegate() {
        throw notByMethodAndPath();
    }

    @Override
    public void endNegate() {}

    @Override
    public void unknown(RequestPredicate predicate) {
        throw notByMethodAndPath();
    }
}
