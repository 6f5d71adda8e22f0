package io.fluxmart.reports;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What reports may take.
 *
 * @param timeLimit after which PostgreSQL gives up on one; longer than that of other statements
 * @param sortMemory what each step of one may take in PostgreSQL before it sorts on disk ({@code work_mem})
 * @param maxUnderWay how many a node runs at once; the next is refused
 */
@Validated
@ConfigurationProperties("fluxmart.reports")
public record ReportSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("30s")
        Duration timeLimit,

        @NotNull @DefaultValue("64MB") DataSize sortMemory,
        @Min(1) @DefaultValue("2") int maxUnderWay) {}
