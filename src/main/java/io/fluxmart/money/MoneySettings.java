package io.fluxmart.money;

import jakarta.validation.constraints.NotNull;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The one currency (ISO 4217) that this shop trades in. */
@Validated
@ConfigurationProperties("fluxmart.money")
public record MoneySettings(@NotNull @DefaultValue("USD") Currency currency) {}
