package io.fluxmart.jobs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are taken, tried and given up. With the defaults a job that keeps failing is dead after some 50 minutes.
 *
 * @param queue which queue this is; nodes with the same one share its jobs
 * @param workers jobs at once on this node; none on a node that only queues
 * @param pollInterval how often a node looks for due jobs nobody woke it for
 * @param visibility how long a job belongs to a node that is not heard of; running jobs are renewed every third of it
 * @param timeLimit how long one attempt may take, unless its runner has a limit of its own
 * @param maxAttempts the last one that fails makes the job a dead one
 * @param firstDelay the longest wait before the second attempt; it doubles from attempt to attempt
 * @param maxDelay the longest wait before any attempt
 * @param shutdownPatience how long a shutdown waits for what runs, before it is given back; a phase of a
 *     shutdown has 10 seconds, and giving back needs some of them
 */
@Validated
@ConfigurationProperties("fluxmart.jobs")
public record JobSettings(
        @NotNull @Pattern(regexp = "[a-z0-9-]{1,50}") @DefaultValue("jobs")
        String queue,

        @Min(0) @Max(100) @DefaultValue("4") int workers,

        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration pollInterval,

        @NotNull @DurationMin(millis = 100) @DefaultValue("30s")
        Duration visibility,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5m")
        Duration timeLimit,

        @Min(1) @Max(1_000) @DefaultValue("15") int maxAttempts,

        @NotNull @DurationMin(millis = 1) @DefaultValue("1s")
        Duration firstDelay,

        @NotNull @DurationMin(millis = 1) @DefaultValue("10m")
        Duration maxDelay,

        @NotNull @DurationMin(millis = 0) @DurationMax(seconds = 8) @DefaultValue("5s")
        Duration shutdownPatience) {}
