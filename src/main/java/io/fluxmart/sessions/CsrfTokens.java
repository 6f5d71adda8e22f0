package io.fluxmart.sessions;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;

/**
 * A browser sends the cookie whichever page makes it send a request. So what changes something has to carry a token, too,
 * that is kept in the session and that no foreign page can read (OWASP, synchronizer token pattern).
 */
final class CsrfTokens {

    static final String HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Base64StringKeyGenerator TOKENS =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);

    private CsrfTokens() {}

    /** 256 random bits. */
    static String next() {
        return TOKENS.generateKey();
    }

    /** {@code csrf_token_invalid} (403) for a request that may change something and lacks the session's token. */
    static void require(ServerHttpRequest request, UserSession session) {
        if (!SAFE.contains(request.getMethod())
                && !isEqual(request.getHeaders().getFirst(HEADER), session.csrfToken())) {
            throw new Failure(
                    Kind.FORBIDDEN,
                    "csrf_token_invalid",
                    "Send the session's csrfToken, see GET /api/session, as " + HEADER + ".");
        }
    }

    /** Takes the same time wherever the two differ. */
    private static boolean isEqual(@Nullable String given, String expected) {
        return given != null && MessageDigest.isEqual(given.getBytes(UTF_8), expected.getBytes(UTF_8));
    }
}
