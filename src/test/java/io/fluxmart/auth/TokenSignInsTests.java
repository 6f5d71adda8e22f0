package io.fluxmart.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.fluxmart.credentials.Identity;
import io.fluxmart.credentials.Role;
import io.fluxmart.credentials.TokenGenerations;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** What is verified once counts until it expires, becomes void or is pushed out, and not a character of it may differ. */
@FluxmartTest
class TokenSignInsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int BOUND = 10;

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Autowired
    TokenGenerations generations;

    private final AtomicInteger decoded = new AtomicInteger();
    private final Watch clock = new Watch();
    private ReactiveJwtDecoder decoder;
    private VoidedTokens voided;
    private TokenSignIns signIns;

    @BeforeEach
    void start() {
        AuthSettings settings = new AuthSettings(
                FluxmartTest.TOKEN_SECRET, LIFETIME, Duration.ofHours(24), Duration.ofMillis(100), BOUND);
        decoder = new TokenConfiguration().jwtDecoder(settings, clock);
        voided = new VoidedTokens(generations, settings);
        voided.start();
        signIns = new TokenSignIns(this::decode, voided, settings, clock);
    }

    @AfterEach
    void stop() {
        voided.stop();
    }

    @Test
    void verifiesATokenOnce() {
        UUID somebody = UUID.randomUUID();
        String token = token(somebody, LIFETIME);

        assertThat(show(token).getName()).isEqualTo(somebody.toString());
        assertThat(show(token).getName()).isEqualTo(somebody.toString());

        assertThat(decoded).hasValue(1);
        assertThat(signIns.remembered()).isEqualTo(1);
    }

    /** The decoder allows a minute for clocks that differ. */
    @Test
    void refusesAnExpiredTokenThatItHadVerified() {
        String token = token(UUID.randomUUID(), Duration.ofSeconds(30));
        show(token);

        clock.move(Duration.ofSeconds(31));
        show(token);
        assertThat(decoded).as("not taken from memory any more").hasValue(2);

        clock.move(Duration.ofSeconds(60));
        assertThatThrownBy(() -> show(token)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void refusesATokenThatBecameVoidAfterItWasVerified() {
        UUID banned = shop.newCustomer().id();
        String token = token(banned, LIFETIME);
        show(token);

        books.run("""
                UPDATE users SET status = 'banned', token_generation = 2, tokens_voided_at = now() WHERE id = :id
                """, Map.of("id", banned));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> show(token)).isInstanceOf(InvalidBearerTokenException.class));
        assertThat(decoded).hasValue(1);
    }

    @Test
    void refusesATokenThatDiffersByOneCharacterAndForgetsIt() {
        String token = token(UUID.randomUUID(), LIFETIME);
        show(token);
        int middle = token.length() - 20;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        String tampered = token.substring(0, middle) + other + token.substring(middle + 1);

        assertThatThrownBy(() -> show(tampered)).isInstanceOf(InvalidBearerTokenException.class);

        assertThat(signIns.remembered()).isEqualTo(1);
    }

    @Test
    void remembersNoMoreThanItMay() {
        for (int i = 0; i < 5 * BOUND; i++) {
            show(token(UUID.randomUUID(), LIFETIME));
        }

        assertThat(signIns.remembered()).isLessThanOrEqualTo(BOUND);
    }

    private Authentication show(String token) {
        return signIns.authenticate(new BearerTokenAuthenticationToken(token)).block(PATIENCE);
    }

    private Mono<Jwt> decode(String token) {
        decoded.incrementAndGet();
        return decoder.decode(token);
    }

    /** @param left until it expires; it was issued an hour before that */
    private static String token(UUID user, Duration left) {
        Instant until = Instant.now().plus(left);
        Identity bearer = new Identity(user, Set.of(Role.USER), 1);
        SecretKeySpec key = new SecretKeySpec(FluxmartTest.TOKEN_SECRET.getBytes(UTF_8), "HmacSHA256");
        return new NimbusJwtEncoder(new ImmutableSecret<>(key))
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(),
                        AccessClaims.of(bearer, until.minus(LIFETIME), until)))
                .getTokenValue();
    }

    /** A clock that can be put forward. */
    private static final class Watch extends Clock {

        private Duration ahead = Duration.ZERO;

        void move(Duration further) {
            ahead = ahead.plus(further);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
