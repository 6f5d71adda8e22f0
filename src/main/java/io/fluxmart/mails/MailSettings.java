package io.fluxmart.mails;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When mails are written.
 *
 * @param enabled whether this node queues mails; it renders what others have queued in any case
 * @param sweepInterval how often a node looks for mails that nobody has queued, or Redis has lost
 * @param grace how old an event is at least that the sweep takes up; younger ones are queued as they come
 * @param horizon how old an event may become without its mail; past that it gets none; at most {@code fluxmart.events.retention}
 * @param retention how long a mail is kept, and in any case for as long as its event
 */
@Validated
@ConfigurationProperties("fluxmart.mails")
public record MailSettings(
        @DefaultValue("true") boolean enabled,

        @NotNull @DurationMin(millis = 100) @DefaultValue("1m")
        Duration sweepInterval,

        @NotNull @DurationMin(millis = 0) @DefaultValue("10s")
        Duration grace,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("24h")
        Duration horizon,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30d")
        Duration retention) {

    /** Within the horizon an event is owed its mail; one that was thrown away earlier could not get it. */
    void requireHorizonWithin(Duration retentionOfEvents) {
        if (horizon.compareTo(retentionOfEvents) > 0) {
            throw new IllegalArgumentException("set FLUXMART_MAILS_HORIZON, now " + horizon
                    + ", to no more than FLUXMART_EVENTS_RETENTION, now " + retentionOfEvents);
        }
    }
}
