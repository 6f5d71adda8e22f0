package io.fluxmart.idempotency;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How long a key and its answer are kept. */
@Validated
@ConfigurationProperties("fluxmart.idempotency")
public record KeySettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("24h")
        Duration retention) {}
