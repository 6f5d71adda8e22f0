package io.fluxmart.platform.http;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/**
 * A functional router answers 404 to a path it knows with a method it does not. Standing behind the real routes, this
 * answers 405 with {@code Allow} instead.
 */
public final class MethodNotAllowedRoutes {

    private MethodNotAllowedRoutes() {}

    public static RouterFunction<ServerResponse> behind(RouteTable routes) {
        Map<String, Set<HttpMethod>> methods = routes.routes().stream()
                .collect(Collectors.groupingBy(
                        route -> route.pattern().getPatternString(),
                        LinkedHashMap::new,
                        Collectors.mapping(RouteTable.Route::method, Collectors.toCollection(LinkedHashSet::new))));
        RouterFunctions.Builder refusals = RouterFunctions.route();
        methods.forEach((pattern, allowed) ->
                refusals.route(RequestPredicates.path(pattern), request -> refuse(request, allowed)));
        return refusals.build();
    }

    private static Mono<ServerResponse> refuse(ServerRequest request, Set<HttpMethod> allowed) {
        return Mono.error(() -> new MethodNotAllowedException(request.method(), allowed));
    }
}
