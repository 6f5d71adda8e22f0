package io.fluxmart.limits;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxmart.credentials.Login;
import io.fluxmart.credentials.VerifyLogin;
import io.fluxmart.platform.http.ClientAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Bounds how often passwords can be tried: from one address on one account, and on one account from everywhere, so that
 * many addresses do not help. What the first of the two refuses does not count for the second; one address alone cannot
 * keep the owner out.
 */
@Component
public final class SignInLimits {

    private static final int HASH_BYTES = 16;

    private final LimitSettings settings;
    private final VerifyLogin verifyLogin;
    private final Limit fromOneAddress;
    private final Limit fromEverywhere;
    private final RateLimits limits;
    private final ClientAddress addresses;

    SignInLimits(LimitSettings settings, VerifyLogin verifyLogin, RateLimits limits, ClientAddress addresses) {
        this.settings = settings;
        this.verifyLogin = verifyLogin;
        this.fromOneAddress = Limit.of("sign-in", settings.signIn());
        this.fromEverywhere = Limit.of("sign-in-account", settings.signInAccount());
        this.limits = limits;
        this.addresses = addresses;
    }

    /**
     * To be asked before the password is looked at, for every way to sign in; {@link RateLimited} (429) when there were too
     * many tries.
     *
     * @param login as the client wrote it; an account's e-mail address and username count as one
     */
    public Mono<Void> require(ServerRequest request, Login login) {
        return settings.enabled()
                ? verifyLogin.accountOf(login).flatMap(account -> requireFor(request, account))
                : Mono.empty();
    }

    /** The same for somebody who is signed in, and tries a password once more. */
    public Mono<Void> require(ServerRequest request, UUID userId) {
        return requireFor(request, userId.toString());
    }

    private Mono<Void> requireFor(ServerRequest request, String accountOrLogin) {
        String account = keyOf(accountOrLogin);
        String address = addresses.of(request.exchange().getRequest());
        return limits.require(
                request.exchange(), fromOneAddress.to(account + ":" + address), fromEverywhere.to(account));
    }

    /** As a hash: it may be an e-mail address that nobody here has. The braces keep both keys in the same slot of a cluster. */
    static String keyOf(String account) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(folded(account).getBytes(UTF_8));
            return "{" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "}";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /**
     * One spelling for all that the database may take for the same login. Letter by letter and through the upper case:
     * lower-casing the whole would keep apart İ and i, which PostgreSQL may not, and each would be tried anew.
     */
    private static String folded(String login) {
        return login.strip()
                .codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
