package io.fluxmart.auth;

import io.fluxmart.credentials.Identity;
import io.fluxmart.credentials.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;

/** What an access token says of its bearer. */
final class AccessClaims {

    static final String ISSUER = "fluxmart";
    static final List<String> AUDIENCE = List.of("fluxmart-api");

    private static final String ROLES = "roles";
    private static final String GENERATION = "gen";
    private static final long FIRST_GENERATION = 1;

    private AccessClaims() {}

    static JwtClaimsSet of(Identity bearer, Instant now, Instant until) {
        return JwtClaimsSet.builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(bearer.userId().toString())
                .claim(ROLES, bearer.roles().stream().map(Role::word).toList())
                .claim(GENERATION, bearer.generation())
                .issuedAt(now)
                .expiresAt(until)
                .build();
    }

    static CurrentUser userOf(Jwt token) {
        return new CurrentUser(
                UUID.fromString(token.getSubject()),
                rolesOf(token),
                generationOf(token),
                Objects.requireNonNull(token.getExpiresAt()));
    }

    private static Set<Role> rolesOf(Jwt token) {
        List<String> words = token.getClaimAsStringList(ROLES);
        return words == null ? Set.of() : Role.of(words.toArray(String[]::new));
    }

    private static long generationOf(Jwt token) {
        Object generation = token.getClaim(GENERATION);
        return generation instanceof Number number ? number.longValue() : FIRST_GENERATION;
    }
}
