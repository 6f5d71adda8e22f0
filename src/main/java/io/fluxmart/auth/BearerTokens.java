package io.fluxmart.auth;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes the token out of {@code Authorization: Bearer …} (RFC 6750, section 2.1), and from nowhere else. What a token may
 * consist of is left to those who verify it: Spring Security's converter matches each one against a pattern first, each time.
 */
final class BearerTokens implements ServerAuthenticationConverter {

    private static final String SCHEME = "bearer";

    /** Empty for another scheme; {@link InvalidBearerTokenException} where no token follows. */
    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        String shown = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return shown != null && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? tokenIn(shown.substring(SCHEME.length()))
                : Mono.empty();
    }

    private static Mono<Authentication> tokenIn(String credentials) {
        return credentials.startsWith(" ") && !credentials.isBlank()
                ? Mono.just(new BearerTokenAuthenticationToken(credentials.substring(1)))
                : Mono.error(() -> new InvalidBearerTokenException("No token follows the scheme"));
    }
}
