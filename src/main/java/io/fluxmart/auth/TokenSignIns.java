package io.fluxmart.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Signs in whoever shows a good access token. What a token says cannot change, so a node verifies it once and remembers who
 * it is for, as long as no time could have made it a bad one. Whether it has become void meanwhile is asked each time, and
 * bad tokens are not remembered: whoever makes them up pushes nobody else's out.
 */
final class TokenSignIns implements ReactiveAuthenticationManager {

    /** @param until when the token is looked at anew */
    private record Verified(CurrentUser bearer, Instant until) {

        boolean isGoodAt(Instant now) {
            return now.isBefore(until);
        }
    }

    private final ReactiveJwtDecoder decoder;
    private final VoidedTokens voided;
    private final Clock clock;
    private final Duration lifetime;
    private final Cache<String, Verified> verified;

    TokenSignIns(ReactiveJwtDecoder decoder, VoidedTokens voided, AuthSettings settings, Clock clock) {
        this.decoder = decoder;
        this.voided = voided;
        this.clock = clock;
        this.lifetime = settings.tokenLifetime();
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.verifiedTokens())
                .expireAfterWrite(lifetime)
                .build();
    }

    /** {@link InvalidBearerTokenException} for a token that is not good, or no longer. */
    @Override
    public Mono<Authentication> authenticate(Authentication shown) {
        String token = ((BearerTokenAuthenticationToken) shown).getToken();
        return bearerOf(token).flatMap(this::requireGood);
    }

    /** How many tokens are remembered, once those that are too many have gone. */
    long remembered() {
        verified.cleanUp();
        return verified.estimatedSize();
    }

    private Mono<CurrentUser> bearerOf(String token) {
        Verified known = verified.getIfPresent(token);
        return known != null && known.isGoodAt(clock.instant()) ? Mono.just(known.bearer()) : verify(token);
    }

    private Mono<CurrentUser> verify(String token) {
        return decoder.decode(token)
                .map(this::verified)
                .doOnNext(good -> verified.put(token, good))
                .map(Verified::bearer)
                .onErrorMap(BadJwtException.class, bad -> new InvalidBearerTokenException("Not a good token", bad))
                .onErrorMap(JwtException.class, failed -> new AuthenticationServiceException("Not verified", failed));
    }

    /** Expiry and age are allowed for clocks that differ; that minute is left to the decoder. */
    private Verified verified(Jwt token) {
        CurrentUser bearer = AccessClaims.userOf(token);
        Instant old = latest(token.getIssuedAt());
        return new Verified(bearer, bearer.signedInUntil().isBefore(old) ? bearer.signedInUntil() : old);
    }

    private Instant latest(@Nullable Instant issuedAt) {
        return issuedAt == null ? Instant.MIN : issuedAt.plus(lifetime);
    }

    private Mono<Authentication> requireGood(CurrentUser bearer) {
        return voided.knowinglyInclude(bearer).map(isVoid -> signedIn(bearer, isVoid));
    }

    private static Authentication signedIn(CurrentUser bearer, boolean isVoid) {
        if (isVoid) {
            throw new InvalidBearerTokenException("The token is of an earlier generation");
        }
        return new SignedIn(bearer);
    }
}
