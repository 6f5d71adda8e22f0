package io.fluxmart.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How committed changes reach the log and the nodes.
 *
 * @param pollInterval how often a node looks for events nobody woke it for; the longest delay while Redis is away
 * @param batchSize events moved, or read, at once
 * @param retention how long the log is kept; older cursors get a reset
 */
@Validated
@ConfigurationProperties("fluxmart.events")
public record EventSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("1s")
        Duration pollInterval,

        @Min(1) @Max(10_000) @DefaultValue("500") int batchSize,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("7d")
        Duration retention) {}
