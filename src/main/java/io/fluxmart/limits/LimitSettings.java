package io.fluxmart.limits;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is too much. Each limit is a quota and the window that it holds for, in whole seconds.
 *
 * @param enabled false lifts every limit, that on streams included
 * @param patience how long a request waits for Redis before its node counts by itself
 * @param localCounters counters that a node keeps while it counts by itself; with more, the least used are forgotten
 * @param requests under {@code /api}, of one address
 * @param signIn of one address to one account
 * @param signInAccount of all addresses to one account
 * @param registrations of one address
 * @param writes requests that change something, of one signed-in user
 * @param streams open at once on one node, of one user, or of one address without one
 */
@Validated
@ConfigurationProperties("fluxmart.limits")
public record LimitSettings(
        @DefaultValue("true") boolean enabled,

        @NotNull @DurationMin(millis = 1) @DefaultValue("100ms")
        Duration patience,

        @Min(1) @DefaultValue("100000") long localCounters,
        @Valid @DefaultValue Requests requests,
        @Valid @DefaultValue SignIn signIn,
        @Valid @DefaultValue SignInAccount signInAccount,
        @Valid @DefaultValue Registrations registrations,
        @Valid @DefaultValue Writes writes,
        @Min(1) @DefaultValue("20") int streams) {

    /** One limit's figures. Each has a record of its own because each has defaults of its own. */
    interface Rate {

        int quota();

        Duration window();
    }

    public record Requests(
            @Min(1) @DefaultValue("100") int quota,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("900s")
            Duration window)
            implements Rate {}

    public record SignIn(
            @Min(1) @DefaultValue("5") int quota,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
            Duration window)
            implements Rate {}

    public record SignInAccount(
            @Min(1) @DefaultValue("30") int quota,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
            Duration window)
            implements Rate {}

    public record Registrations(
            @Min(1) @DefaultValue("20") int quota,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
            Duration window)
            implements Rate {}

    public record Writes(
            @Min(1) @DefaultValue("300") int quota,

            @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
            Duration window)
            implements Rate {}
}
