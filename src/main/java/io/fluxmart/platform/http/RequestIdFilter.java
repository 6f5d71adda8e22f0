package io.fluxmart.platform.http;

import io.fluxmart.platform.observability.RequestIdInLogs;
import io.fluxmart.platform.observability.Traces;
import io.micrometer.common.KeyValue;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request an id, answers it as {@code X-Request-Id} and carries it into the logs. A client's own id is kept
 * where it is harmless (up to 64 letters, digits, dots, dashes), so that it cannot forge log lines.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter implements WebFilter {

    static final String HEADER = "X-Request-Id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Traces traces;

    RequestIdFilter(Traces traces) {
        this.traces = traces;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = idOf(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getAttributes().put(RequestIdInLogs.KEY, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        if (traces.areMade()) {
            ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                    .ifPresent(observed -> observed.addHighCardinalityKeyValue(KeyValue.of("request.id", id)));
        }
        return chain.filter(exchange).contextWrite(context -> context.put(RequestIdInLogs.KEY, id));
    }

    private static String idOf(@Nullable String given) {
        return given != null && HARMLESS.matcher(given).matches() ? given : newId();
    }

    /** Random enough to find a request by; it guards nothing, so it needs no secure generator. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
