package io.fluxmart.showcase;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long a page is held back, and how long what it shows is kept.
 *
 * @param patience how long a page waits for what MongoDB holds, before it is shown without
 * @param timeToLive how long details and rating are kept in memory when nothing tells of a change; so long may this node
 *     show what another has changed that died before it could tell
 * @param maxMemory what details, ratings and the pages made with them may take, estimated
 * @param maxProducts changes of more products than that are not told apart
 */
@Validated
@ConfigurationProperties("fluxmart.showcase")
public record ShowcaseSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("300ms")
        Duration patience,

        @NotNull @DurationMin(millis = 1) @DefaultValue("30s")
        Duration timeToLive,

        @NotNull @DefaultValue("64MB") DataSize maxMemory,
        @Min(1) @DefaultValue("10000") int maxProducts) {}
