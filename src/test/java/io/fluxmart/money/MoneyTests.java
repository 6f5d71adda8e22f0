package io.fluxmart.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MoneyTests {

    @Test
    void addsAndMultipliesExactly() {
        Money price = Money.of(1_999, "USD");

        assertThat(price.times(3).plus(Money.of(3, "USD"))).isEqualTo(Money.of(6_000, "USD"));
    }

    @Test
    void refusesToAddDifferentCurrencies() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Money.of(1, "USD").plus(Money.of(1, "EUR")));
    }

    @Test
    void refusesToOverflow() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of(Long.MAX_VALUE, "USD").plus(Money.of(1, "USD")));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of(Long.MAX_VALUE, "USD").times(2));
    }

    @Test
    void isWrittenAsAnIntegerAndACode() {
        assertThat(new JsonMapper().writeValueAsString(Money.of(1_999, "USD")))
                .isEqualTo("{\"amount\":1999,\"currency\":\"USD\"}");
    }
}
