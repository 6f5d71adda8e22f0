package io.fluxmart.idempotency;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** How long a key and its answer are kept. */
@Validated
@ConfigurationProperties("fluxmart.idempotency")
public record KeySettings(@NotNull @DefaultValue("24h") Duration retention) {}
