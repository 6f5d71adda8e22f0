package io.fluxmart.sessions;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The cookie that names a session. Its prefix makes browsers refuse it unless it is Secure, for this host alone and for all
 * its paths (RFC 6265bis); no script reads it, and no foreign site makes a browser send it.
 */
final class SessionCookie {

    static final String NAME = "__Host-fluxmart";

    /** Nothing else is an id of ours; Redis need not be asked. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private SessionCookie() {}

    /** The id that the request names. A request with an {@code Authorization} header speaks by that, not by its cookie. */
    static Optional<String> idIn(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                ? Optional.empty()
                : Optional.ofNullable(request.getCookies().getFirst(NAME))
                        .map(HttpCookie::getValue)
                        .filter(id -> ID.matcher(id).matches());
    }

    static ResponseCookie of(UserSession session, Duration lifetime) {
        return cookie(session.id(), lifetime);
    }

    static ResponseCookie removed() {
        return cookie("", Duration.ZERO);
    }

    private static ResponseCookie cookie(String value, Duration maxAge) {
        return ResponseCookie.from(NAME, value)
                .path("/")
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .maxAge(maxAge)
                .build();
    }
}
