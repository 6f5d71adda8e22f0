package io.fluxmart.ticker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the live catalogue is kept.
 *
 * @param interval changes are collected for so long and told together, each product once
 * @param maxReplay how many events behind a reader may resume; one who is further behind reads the catalogue again
 * @param maxPending how many products may wait for one slow reader; with more, they read the catalogue again
 * @param maxStreams open streams on one node; the next is refused with 503. Strangers take no place from customers: the
 *     notification streams have a limit of their own
 */
@Validated
@ConfigurationProperties("fluxmart.ticker")
public record TickerSettings(
        @NotNull @DurationMin(millis = 10) @DefaultValue("250ms")
        Duration interval,

        @Min(0) @Max(100_000) @DefaultValue("5000") int maxReplay,
        @Min(1) @Max(100_000) @DefaultValue("1000") int maxPending,
        @Min(1) @DefaultValue("50000") int maxStreams) {}
