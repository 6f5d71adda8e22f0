package io.fluxmart.limits;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Charges a request to its client's quotas, tells the client what is left of them, and refuses what is too much. */
@Component
class RateLimits {

    private final LimitSettings settings;
    private final Counters counters;
    private final Refusals refusals;

    RateLimits(LimitSettings settings, Counters counters, Refusals refusals) {
        this.settings = settings;
        this.counters = counters;
        this.refusals = refusals;
    }

    /** Empty when the request may pass; {@link RateLimited} (429) when it exceeds one of the limits. */
    Mono<Void> require(ServerWebExchange exchange, Charge... charges) {
        if (!settings.enabled()) {
            return Mono.empty();
        }
        return counters.count(List.of(charges))
                .doOnNext(
                        standings -> RateLimitHeaders.add(exchange.getResponse().getHeaders(), standings))
                .doOnNext(standings -> standings.forEach(this::requireNotExceeded))
                .then();
    }

    private void requireNotExceeded(Standing standing) {
        if (standing.isExceeded()) {
            refusals.note(standing.limit().name());
            throw new RateLimited(standing);
        }
    }
}
