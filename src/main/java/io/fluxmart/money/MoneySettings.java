package io.fluxmart.money;

import io.fluxmart.problem.InvalidRequest;
import jakarta.validation.constraints.NotNull;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The one currency (ISO 4217) that this shop trades in. */
@Validated
@ConfigurationProperties("fluxmart.money")
public record MoneySettings(@NotNull @DefaultValue("USD") Currency currency) {

    /** @param pointer where the request names its currency */
    public void requireOurs(@Nullable String code, String pointer) {
        String ours = currency.getCurrencyCode();
        if (!ours.equals(code)) {
            throw new InvalidRequest(pointer, "unsupported_currency", "This shop trades in " + ours + ".");
        }
    }
}
