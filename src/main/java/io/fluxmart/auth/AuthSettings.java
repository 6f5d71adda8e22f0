package io.fluxmart.auth;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access tokens and sessions are made.
 *
 * @param tokenSecret signs access tokens; at least 32 characters, the same on every node, no default
 * @param tokenLifetime after which an access token is no longer accepted
 * @param sessionLifetime after which a browser has to sign in anew, however busy it was
 * @param voidedTokensInterval how often a node asks which tokens have become void before their time; at most four seconds,
 *     since they are to be void everywhere within five
 * @param verifiedTokens how many access tokens a node remembers as verified; with more, the least used are verified anew
 */
@Validated
@ConfigurationProperties("fluxmart.auth")
public record AuthSettings(
        String tokenSecret,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
        Duration tokenLifetime,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("24h")
        Duration sessionLifetime,

        @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 4) @DefaultValue("2s")
        Duration voidedTokensInterval,

        @Min(1) @DefaultValue("20000") long verifiedTokens) {

    private static final int MIN_SECRET = 32;

    /** Looks at the secret itself: a validator would print the value that it refuses. */
    @SuppressWarnings("NullAway") // Spring binds null where nothing is set
    public AuthSettings {
        if (tokenSecret == null || tokenSecret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("set FLUXMART_AUTH_TOKEN_SECRET to at least 32 random characters");
        }
    }

    /** How long a token or a session can live. */
    Duration longestLifetime() {
        return tokenLifetime.compareTo(sessionLifetime) > 0 ? tokenLifetime : sessionLifetime;
    }

    @Override
    public String toString() {
        return "AuthSettings[tokenSecret=***, tokenLifetime=" + tokenLifetime + "]";
    }
}
