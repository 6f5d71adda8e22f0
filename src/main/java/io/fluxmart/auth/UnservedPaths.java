package io.fluxmart.auth;

import io.fluxmart.platform.http.RouteTable;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Matches what no route serves. The actuator's paths do not count: they are ruled on by name. */
final class UnservedPaths implements ServerWebExchangeMatcher {

    private final RouteTable routes;

    UnservedPaths(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    public Mono<MatchResult> matches(ServerWebExchange exchange) {
        return routes.serves(
                        exchange.getRequest().getMethod(), exchange.getRequest().getPath())
                ? MatchResult.notMatch()
                : MatchResult.match();
    }
}
