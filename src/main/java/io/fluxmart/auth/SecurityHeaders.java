package io.fluxmart.auth;

import static org.springframework.http.HttpHeaders.CACHE_CONTROL;
import static org.springframework.http.HttpHeaders.EXPIRES;
import static org.springframework.http.HttpHeaders.PRAGMA;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The headers that Spring Security writes by default, where a handler has not set them itself. Of its own writers each goes
 * through the headers of the answer anew: a sixteenth of the samples of a cached read's time, a sixth of those of what it
 * allocated (docs/adr/0029).
 */
final class SecurityHeaders implements ServerHttpHeadersWriter {

    private final ServerHttpHeadersWriter overTls = new StrictTransportSecurityServerHttpHeadersWriter();

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        if (saysNothingOfCaches(headers) && exchange.getResponse().getStatusCode() != HttpStatus.NOT_MODIFIED) {
            headers.set(CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate");
            headers.set(PRAGMA, "no-cache");
            headers.set(EXPIRES, "0");
        }
        add(headers, "X-Content-Type-Options", "nosniff");
        add(headers, "X-Frame-Options", "DENY");
        add(headers, "X-XSS-Protection", "0");
        add(headers, "Referrer-Policy", "no-referrer");
        return overTls.writeHttpHeaders(exchange);
    }

    private static boolean saysNothingOfCaches(HttpHeaders headers) {
        return !headers.containsHeader(CACHE_CONTROL)
                && !headers.containsHeader(PRAGMA)
                && !headers.containsHeader(EXPIRES);
    }

    private static void add(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
