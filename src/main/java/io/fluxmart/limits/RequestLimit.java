package io.fluxmart.limits;

import io.fluxmart.platform.http.ClientAddress;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Counts every request to the API by its address, whatever becomes of it: before Spring Security, so that those who guess
 * tokens are counted, too. Paths are matched as the router matches them, so no spelling slips by.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestLimit implements WebFilter {

    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/**");

    private final Limit requests;
    private final RateLimits limits;
    private final ClientAddress addresses;

    RequestLimit(LimitSettings settings, RateLimits limits, ClientAddress addresses) {
        this.requests = Limit.of("requests", settings.requests());
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return API.matches(path) ? require(exchange).then(chain.filter(exchange)) : chain.filter(exchange);
    }

    private Mono<Void> require(ServerWebExchange exchange) {
        return limits.require(exchange, requests.to(addresses.of(exchange.getRequest())));
    }
}
