package io.fluxmart.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/** Access tokens are JWTs signed with HMAC-SHA-256, so that no store is asked when one is shown. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    /** As Spring Security allows for the expiry. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    @Bean
    JwtEncoder jwtEncoder(AuthSettings settings) {
        return new NimbusJwtEncoder(new ImmutableSecret<>(keyOf(settings)));
    }

    /** Knows nothing of tokens that are void before their time; {@link TokenSignIns} asks for those. */
    @Bean
    ReactiveJwtDecoder jwtDecoder(AuthSettings settings, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withSecretKey(keyOf(settings))
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        OAuth2TokenValidator<Jwt> forUs = new JwtClaimValidator<List<String>>("aud", AccessClaims.AUDIENCE::equals);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(AccessClaims.ISSUER), forUs, noOlderThan(settings, clock)));
        return decoder;
    }

    /** Nodes remember void tokens for as long as tokens live now, whatever the lifetime was when one was issued. */
    private static OAuth2TokenValidator<Jwt> noOlderThan(AuthSettings settings, Clock clock) {
        Duration oldest = settings.tokenLifetime().plus(CLOCK_SKEW);
        return new JwtClaimValidator<Instant>(
                "iat", issued -> issued != null && issued.plus(oldest).isAfter(clock.instant()));
    }

    private static SecretKey keyOf(AuthSettings settings) {
        return new SecretKeySpec(settings.tokenSecret().getBytes(UTF_8), "HmacSHA256");
    }
}
