package io.fluxmart.imports;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How imports read and write.
 *
 * @param batchSize rows read and written at once, where nobody says how many
 * @param pageTimeLimit how long a source may take for one page
 * @param retries how often a page or a batch is tried again before the import fails; it can be gone on with then
 * @param retryDelay before the first of these; it doubles from one to the next
 */
@Validated
@ConfigurationProperties("fluxmart.imports")
public record ImportSettings(
        @Min(1) @Max(1_000) @DefaultValue("100") int batchSize,

        @NotNull @DurationMin(millis = 1) @DefaultValue("30s")
        Duration pageTimeLimit,

        @Min(0) @Max(100) @DefaultValue("5") int retries,

        @NotNull @DurationMin(millis = 1) @DefaultValue("500ms")
        Duration retryDelay) {}
