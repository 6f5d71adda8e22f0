package io.fluxmart.sessions;

import io.fluxmart.auth.AuthSettings;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * Knows whose pages may use sessions. Browsers tell in the header {@code Origin} which page sends a request, always so for
 * WebSockets and for what changes something; other clients need not.
 */
@Component
class Origins {

    private final AuthSettings settings;

    Origins(AuthSettings settings) {
        this.settings = settings;
    }

    /** {@code foreign_origin} (403) for a request that somebody else's page sent. */
    void requireOwn(ServerHttpRequest request) {
        String origin = request.getHeaders().getOrigin();
        if (origin != null && !isOwn(origin, request.getURI().getRawAuthority())) {
            throw new Failure(Kind.FORBIDDEN, "foreign_origin", "Sessions are not for pages of this origin.");
        }
    }

    /** Behind a proxy that ends TLS, a node does not know its own scheme. */
    private boolean isOwn(String origin, String host) {
        return settings.ownOrigins().isEmpty()
                ? origin.equals("https://" + host) || origin.equals("http://" + host)
                : settings.ownOrigins().contains(origin);
    }
}
