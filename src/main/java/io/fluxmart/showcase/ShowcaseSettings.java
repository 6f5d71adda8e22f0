package io.fluxmart.showcase;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a page is held back.
 *
 * @param patience how long a page waits for what MongoDB holds, before it is shown without
 */
@Validated
@ConfigurationProperties("fluxmart.showcase")
public record ShowcaseSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("300ms")
        Duration patience) {}
