package io.fluxmart.auth;

import io.fluxmart.events.Outbox;
import io.fluxmart.platform.postgres.DetachedWrites;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Exchanges a login and a password for an access token. */
@Component
class IssueToken {

    private static final JwsHeader HS256 = JwsHeader.with(MacAlgorithm.HS256).build();

    private final CredentialStore credentials;
    private final PasswordHashing passwords;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final JwtEncoder encoder;
    private final AuthSettings settings;
    private final Clock clock;

    IssueToken(
            CredentialStore credentials,
            PasswordHashing passwords,
            Outbox outbox,
            TransactionalOperator transaction,
            DetachedWrites writes,
            JwtEncoder encoder,
            AuthSettings settings,
            Clock clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whatever is wrong takes the same time (one hash) and gives the same {@link BadCredentials}. */
    Mono<AccessToken> to(TokenRequest request) {
        return credentials
                .findByLogin(request.login())
                .map(found -> verify(found, request))
                .defaultIfEmpty(passwords.matchesNobody(request.password()).then(Mono.<Credentials>empty()))
                .flatMap(verified -> verified)
                .filter(Credentials::isActive)
                .switchIfEmpty(Mono.error(BadCredentials::new))
                .delayUntil(signedIn -> noteLogin(signedIn.userId()))
                .map(this::issue);
    }

    private Mono<Void> noteLogin(UUID userId) {
        Mono<Void> login = credentials
                .updateLastLogin(userId)
                .then(Mono.defer(() -> outbox.append(UserEvents.changed(userId, clock.instant()))));
        return writes.run(transaction.transactional(login));
    }

    private Mono<Credentials> verify(Credentials found, TokenRequest request) {
        return passwords
                .matches(request.password(), found.passwordHash())
                .filter(matches -> matches)
                .map(matches -> found);
    }

    private AccessToken issue(Credentials credentials) {
        Instant now = clock.instant();
        JwtClaimsSet claims = AccessClaims.of(credentials, now, now.plus(settings.tokenLifetime()));
        String token = encoder.encode(JwtEncoderParameters.from(HS256, claims)).getTokenValue();
        return new AccessToken(token, "Bearer", settings.tokenLifetime().toSeconds());
    }
}
