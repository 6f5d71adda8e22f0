package io.fluxmart.imports;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which imports a node runs that were asked for over the API, and how it tells of them.
 *
 * @param sources by the names that clients say; {@link Sources} refuses what is none
 * @param takeoverAfter how long the node that runs an import may not be heard of before another one takes it over. Too soon
 *     is no harm: what a node writes that has lost its import is refused
 * @param pollInterval how often a node looks for imports that were asked for on another one, or left by it
 * @param progressInterval how often a stream reads how an import stands
 */
@Validated
@ConfigurationProperties("fluxmart.imports")
public record ImportNodeSettings(
        @NotNull @DefaultValue Map<String, NamedSource> sources,

        @NotNull @DurationMin(millis = 100) @DefaultValue("30s")
        Duration takeoverAfter,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5s")
        Duration pollInterval,

        @NotNull @DurationMin(millis = 10) @DefaultValue("500ms")
        Duration progressInterval) {}
