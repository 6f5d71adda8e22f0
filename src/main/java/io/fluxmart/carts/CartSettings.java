package io.fluxmart.carts;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a cart is kept.
 *
 * @param timeToLive counted from the last change
 */
@Validated
@ConfigurationProperties("fluxmart.carts")
public record CartSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("30d")
        Duration timeToLive) {}
