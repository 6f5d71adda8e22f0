package io.fluxmart.platform.http;

import java.util.Map;
import java.util.Objects;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Serves the routes of another router by looking them up: that asks each of its routes in turn, on a copy of the request's
 * attributes, and parses the pattern that was found anew for every request (docs/adr/0029).
 */
public final class RouteFinder implements RouterFunction<ServerResponse> {

    private final RouterFunction<ServerResponse> routes;
    private final PathIndex<HandlerFunction<?>> handlers;

    /** @param routes of methods and paths alone; {@link IllegalStateException} for others */
    public RouteFinder(RouterFunction<ServerResponse> routes) {
        this.routes = routes;
        this.handlers = RouteTable.of(routes).handlers();
    }

    @Override
    public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        PathIndex.Entry<HandlerFunction<?>> found =
                handlers.find(request.method(), request.requestPath().pathWithinApplication());
        return found == null ? Mono.empty() : Mono.just(matched(request, found));
    }

    @SuppressWarnings("unchecked") // all handlers are of a router that answers with server responses
    private static HandlerFunction<ServerResponse> matched(
            ServerRequest request, PathIndex.Entry<HandlerFunction<?>> found) {
        PathPattern pattern = found.pattern();
        PathPattern.PathMatchInfo match =
                pattern.matchAndExtract(request.requestPath().pathWithinApplication());
        Map<String, Object> attributes = request.attributes();
        attributes.put(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, pattern);
        attributes.put(
                RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE,
                Objects.requireNonNull(match).getUriVariables());
        return (HandlerFunction<ServerResponse>) found.value();
    }

    @Override
    public void accept(RouterFunctions.Visitor visitor) {
        routes.accept(visitor);
    }
}
