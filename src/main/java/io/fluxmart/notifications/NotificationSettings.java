package io.fluxmart.notifications;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How streams are kept.
 *
 * @param heartbeat a comment is sent this often, so that dead connections are noticed
 * @param retry how long a client waits before it connects again
 * @param window about how many events wait for one slow socket (rounded up to a power of two); with more, it is sent
 *     back to replay. For a slow stream nothing waits
 * @param maxStreams open streams on one node; the next is refused with 503
 */
@Validated
@ConfigurationProperties("fluxmart.notifications")
public record NotificationSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("15s")
        Duration heartbeat,

        @NotNull @DefaultValue("3s") Duration retry,
        @Min(1) @Max(65_536) @DefaultValue("256") int window,
        @Min(1) @DefaultValue("50000") int maxStreams) {}
