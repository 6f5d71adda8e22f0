package io.fluxmart.auth;

import static io.fluxmart.testing.Shop.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.fluxmart.testing.Books;
import io.fluxmart.testing.Customer;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Reply;
import io.fluxmart.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

@FluxmartTest
class TokenTests {

    @Autowired
    Shop shop;

    @Autowired
    Books books;

    @Test
    void issuesATokenForAnEmailAddressOrAUsername() {
        Customer customer = shop.newCustomer();
        String username =
                shop.get("/api/users/me", customer).json().path("username").asString();

        for (String login :
                List.of(username, username.toUpperCase(), username + "@example.com", " " + username + " ")) {
            Reply reply = signIn(login, Shop.PASSWORD);
            assertThat(reply.status()).as(login).isEqualTo(200);
            assertThat(reply.json().path("tokenType").asString()).isEqualTo("Bearer");
            assertThat(reply.json().path("expiresIn").asLong()).isEqualTo(3600);
            assertThat(reply.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void tellsNothingAboutWhyASignInFailed() {
        Customer customer = shop.newCustomer();
        String username =
                shop.get("/api/users/me", customer).json().path("username").asString();

        Reply wrongPassword = signIn(username, "not the password");
        Reply nobody = signIn(unique("nobody"), "not the password");
        books.run("UPDATE users SET status = 'banned' WHERE id = :id", Map.of("id", customer.id()));
        Reply banned = signIn(username, Shop.PASSWORD);

        assertThat(List.of(wrongPassword, nobody, banned)).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.code()).isEqualTo("bad_credentials");
            assertThat(reply.json().path("detail").asString()).isEqualTo("Login or password is wrong.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"login\":{\"$ne\":1},\"password\":\"x\"}",
                "{\"login\":[\"a\"],\"password\":\"x\"}",
                "{\"login\":\"a\\u0000b\",\"password\":\"x\"}",
                "{\"login\":\"a\\ud800b\",\"password\":\"x\"}",
                "{\"login\":1,\"password\":\"x\"}"
            })
    void refusesALoginThatIsNoText(String body) {
        Reply refused = shop.post("/api/tokens", null, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/login");
    }

    /** A1: forged, expired, unsigned, meant for others. */
    @Test
    void acceptsNoTokenButItsOwn() {
        Customer customer = shop.newCustomer();
        String[] parts = customer.token().split("\\.");
        String unsigned = base64("{\"alg\":\"none\"}") + "." + parts[1] + ".";
        String tampered = parts[0] + "." + parts[1] + "." + parts[2].substring(2) + "AA";
        String foreign = token("another secret that is long enough, too", "fluxmart", "fluxmart-api", 60);
        String expired = token(FluxmartTest.TOKEN_SECRET, "fluxmart", "fluxmart-api", -120);
        String otherAudience = token(FluxmartTest.TOKEN_SECRET, "fluxmart", "other-api", 60);
        String otherIssuer = token(FluxmartTest.TOKEN_SECRET, "other", "fluxmart-api", 60);
        String good = token(FluxmartTest.TOKEN_SECRET, "fluxmart", "fluxmart-api", 60);
        String tooOld = token(FluxmartTest.TOKEN_SECRET, "fluxmart", "fluxmart-api", 60, Duration.ofHours(2));

        assertThat(statusWith(good)).as("the forger knows how").isEqualTo(404);
        for (String forged :
                List.of(unsigned, tampered, foreign, expired, otherAudience, otherIssuer, tooOld, good + " x", "a,b")) {
            assertThat(statusWith(forged)).as(forged).isEqualTo(401);
        }
    }

    @Test
    void makesNobodyAnAdministratorButByTheirRole() {
        Customer customer = shop.newCustomer();

        assertThat(shop.post("/api/products", customer, Map.of()).status()).isEqualTo(403);
        assertThat(shop.post("/api/products", null, Map.of()).status()).isEqualTo(401);
    }

    private int statusWith(String token) {
        return shop.get("/api/users/me", new Customer(UUID.randomUUID(), token)).status();
    }

    private Reply signIn(String login, String password) {
        return shop.post("/api/tokens", null, Map.of("login", login, "password", password));
    }

    private static String token(String secret, String issuer, String audience, int secondsLeft) {
        return token(secret, issuer, audience, secondsLeft, Duration.ofMinutes(10));
    }

    /** @param lifetime from when it was issued to when it expires */
    private static String token(String secret, String issuer, String audience, int secondsLeft, Duration lifetime) {
        Instant expiry = Instant.now().plusSeconds(secondsLeft);
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .audience(List.of(audience))
                .subject(UUID.randomUUID().toString())
                .claim("roles", List.of("user"))
                .issuedAt(expiry.minus(lifetime))
                .expiresAt(expiry)
                .build();
        SecretKeySpec key = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
        return new NimbusJwtEncoder(new ImmutableSecret<>(key))
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
