package io.fluxmart.auth;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How access tokens and password hashes are made.
 *
 * @param tokenSecret signs access tokens; at least 32 characters, the same on every node, no default
 * @param tokenLifetime after which an access token is no longer accepted
 * @param voidedTokensInterval how often a node asks which tokens have become void before their time
 * @param hashingThreads passwords hashed at once, each taking 19 MiB and a core
 * @param hashingQueue passwords that may wait; the next is refused with 503
 */
@Validated
@ConfigurationProperties("fluxmart.auth")
public record AuthSettings(
        String tokenSecret,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
        Duration tokenLifetime,

        @NotNull @DurationMin(millis = 100) @DefaultValue("2s")
        Duration voidedTokensInterval,

        @Min(1) @Max(64) @DefaultValue("2") int hashingThreads,
        @Min(1) @DefaultValue("64") int hashingQueue) {

    private static final int MIN_SECRET = 32;

    /** Looks at the secret itself: a validator would print the value that it refuses. */
    @SuppressWarnings("NullAway") // Spring binds null where nothing is set
    public AuthSettings {
        if (tokenSecret == null || tokenSecret.length() < MIN_SECRET) {
            throw new IllegalArgumentException("set FLUXMART_AUTH_TOKEN_SECRET to at least 32 random characters");
        }
    }

    @Override
    public String toString() {
        return "AuthSettings[tokenSecret=***, tokenLifetime=" + tokenLifetime + "]";
    }
}
