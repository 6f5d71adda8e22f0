package io.fluxmart.unseeding;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How demonstration data go.
 *
 * @param farewell how long accounts stay whose tokens were made void. Nodes learn of it from the accounts, and ask every four
 *     seconds at most
 */
@Validated
@ConfigurationProperties("fluxmart.unseeding")
public record UnseedSettings(@NotNull @DefaultValue("5s") Duration farewell) {}
