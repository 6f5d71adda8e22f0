package io.fluxmart.caching;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are kept, in memory as in Redis, unless the event log voids them before, and how many in memory.
 *
 * @param enabled false to ask the stores for every answer, and to keep none; for measurements
 * @param productTimeToLive of a product by its id
 * @param maxProducts products in memory; a description alone may have 10,000 characters
 * @param userTimeToLive of an account by its id
 * @param maxUsers accounts in memory
 * @param categoryTimeToLive of the list of categories
 * @param absenceTimeToLive how long it is remembered that there is no such product or account
 * @param pageTimeToLive of a page of the product list, in memory only; 0 switches it off
 * @param redisPatience how long a load waits for Redis, twice at most; after that Redis is left alone for a second
 * @param lease how long ago this node may have seen the end of the event log and still trust what it keeps; longer than
 *     {@code fluxmart.events.poll-interval}
 */
@Validated
@ConfigurationProperties("fluxmart.cache")
public record CacheSettings(
        @DefaultValue("true") boolean enabled,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("300s")
        Duration productTimeToLive,

        @Min(1) @DefaultValue("10000") int maxProducts,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
        Duration userTimeToLive,

        @Min(1) @DefaultValue("10000") int maxUsers,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("3600s")
        Duration categoryTimeToLive,

        @NotNull @DurationMin(millis = 1) @DefaultValue("10s")
        Duration absenceTimeToLive,

        @NotNull @DurationMin @DurationMax(seconds = 3) @DefaultValue("1s")
        Duration pageTimeToLive,

        @NotNull @DurationMin(millis = 1) @DefaultValue("100ms")
        Duration redisPatience,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 1) @DefaultValue("3s")
        Duration lease) {}
