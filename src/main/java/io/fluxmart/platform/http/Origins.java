package io.fluxmart.platform.http;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Tells pages of this site from those of others. Browsers send along what they know of the user, whichever page makes them
 * send a request, and ask nobody before they open a WebSocket, so the server has to look (RFC 6455, section 10.2). Clients
 * that are no browsers send no {@code Origin} and are let in: they bring no stranger's rights with them.
 */
@Component
public class Origins {

    private final HttpSettings settings;

    Origins(HttpSettings settings) {
        this.settings = settings;
    }

    /** Fails with {@code foreign_origin} when a page of another site sent this. */
    public void requireOurs(HttpHeaders headers) {
        List<String> origins = headers.getOrEmpty(HttpHeaders.ORIGIN);
        String host = headers.getFirst(HttpHeaders.HOST);
        if (!origins.stream().allMatch(origin -> isTrusted(origin) || isSame(origin, host))) {
            throw new Failure(Kind.FORBIDDEN, "foreign_origin", "Pages of other sites may not do this.");
        }
    }

    private boolean isTrusted(String origin) {
        return settings.trustedOrigins().stream().anyMatch(origin::equalsIgnoreCase);
    }

    /** The scheme may differ: where TLS ends before this service, the service does not see it. */
    private static boolean isSame(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }
}
