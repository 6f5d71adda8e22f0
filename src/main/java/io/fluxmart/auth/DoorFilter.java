package io.fluxmart.auth;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.http.Bounded;
import io.fluxmart.platform.http.EncodedJson;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.PathIndex;
import io.fluxmart.platform.http.Recalling;
import io.fluxmart.platform.http.RouteTable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Gives strangers at the door what is open to anybody and in memory, and turns everybody away from a queue that is full. They
 * have been counted; the firewall, the security chains and the dispatcher, which most of their time would go to, have nothing
 * to decide about them (docs/adr/0032).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2) // behind the request's id and its limit
class DoorFilter implements WebFilter {

    private static final SecurityHeaders HEADERS = new SecurityHeaders();

    private final AccessTable rules;
    private final PathIndex<HandlerFunction<?>> handlers;

    DoorFilter(AccessTable rules, RouteTable routes) {
        this.rules = rules;
        this.handlers = routes.handlers();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathIndex.Entry<HandlerFunction<?>> route = isPlain(exchange.getRequest()) ? find(exchange.getRequest()) : null;
        if (route != null && route.value() instanceof Recalling handler) {
            return recall(exchange, chain, route.pattern(), handler);
        } else if (route != null && route.value() instanceof Bounded handler) {
            return admit(exchange, chain, route.pattern(), handler);
        }
        return chain.filter(exchange);
    }

    private PathIndex.@Nullable Entry<HandlerFunction<?>> find(ServerHttpRequest request) {
        return handlers.find(request.getMethod(), request.getPath().pathWithinApplication());
    }

    /** What the firewall could mind needs more than letters, digits and single slashes, and is left to it. */
    private static boolean isPlain(ServerHttpRequest request) {
        return request.getURI().getRawQuery() == null
                && request.getPath().value().chars().allMatch(DoorFilter::isPlain);
    }

    private static boolean isPlain(int letter) {
        return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '/';
    }

    private Mono<Void> recall(
            ServerWebExchange exchange, WebFilterChain chain, PathPattern pattern, Recalling handler) {
        if (!rules.admitStranger(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        EncodedJson recalled =
                handler.recall(requireNonNull(pattern.matchAndExtract(path)).getUriVariables());
        if (recalled == null) {
            return chain.filter(exchange);
        }
        noteRoute(exchange, pattern);
        Mono<Void> answer = EntityTags.answer(exchange, recalled); // its status, before headers that depend on it
        return HEADERS.writeHttpHeaders(exchange).then(answer);
    }

    private static Mono<Void> admit(
            ServerWebExchange exchange, WebFilterChain chain, PathPattern pattern, Bounded handler) {
        RuntimeException refusal = handler.refusal();
        if (refusal == null) {
            return chain.filter(exchange);
        }
        noteRoute(exchange, pattern);
        return HEADERS.writeHttpHeaders(exchange).then(Mono.error(refusal));
    }

    /** For the tag {@code uri} of {@code http.server.requests}. */
    private static void noteRoute(ServerWebExchange exchange, PathPattern pattern) {
        ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .ifPresent(observed -> observed.setPathPattern(pattern.getPatternString()));
    }
}
