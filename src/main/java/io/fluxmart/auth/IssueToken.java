package io.fluxmart.auth;

import io.fluxmart.credentials.Identity;
import io.fluxmart.credentials.Login;
import io.fluxmart.credentials.VerifyLogin;
import java.time.Clock;
import java.time.Instant;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Exchanges a login and a password for an access token. */
@Component
class IssueToken {

    private static final JwsHeader HS256 = JwsHeader.with(MacAlgorithm.HS256).build();

    private final VerifyLogin verifyLogin;
    private final JwtEncoder encoder;
    private final AuthSettings settings;
    private final Clock clock;

    IssueToken(VerifyLogin verifyLogin, JwtEncoder encoder, AuthSettings settings, Clock clock) {
        this.verifyLogin = verifyLogin;
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<AccessToken> to(Login login) {
        return verifyLogin.of(login).map(this::issue);
    }

    private AccessToken issue(Identity bearer) {
        Instant now = clock.instant();
        JwtClaimsSet claims = AccessClaims.of(bearer, now, now.plus(settings.tokenLifetime()));
        String token = encoder.encode(JwtEncoderParameters.from(HS256, claims)).getTokenValue();
        return new AccessToken(token, "Bearer", settings.tokenLifetime().toSeconds());
    }
}
