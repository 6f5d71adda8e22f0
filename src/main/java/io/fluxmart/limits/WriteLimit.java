package io.fluxmart.limits;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts what a signed-in user changes, from wherever. Behind Spring Security, which knows who they are. */
@Component
@Order(WriteLimit.BEHIND_SECURITY)
class WriteLimit implements WebFilter {

    /** Spring Security's own filter is at -100 (WebFluxSecurityConfiguration). */
    static final int BEHIND_SECURITY = 0;

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private final Limit writes;
    private final RateLimits limits;

    WriteLimit(LimitSettings settings, RateLimits limits) {
        this.writes = Limit.of("writes", settings.writes());
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return SAFE.contains(exchange.getRequest().getMethod())
                ? chain.filter(exchange)
                : require(exchange).then(chain.filter(exchange));
    }

    private Mono<Void> require(ServerWebExchange exchange) {
        return Principals.nameIn(exchange).flatMap(user -> limits.require(exchange, writes.to(user)));
    }
}
