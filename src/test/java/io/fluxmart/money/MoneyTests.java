package io.fluxmart.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MoneyTests {

    @Test
    void addsAndMultipliesExactly() {
        Money price = Money.of(1_999, "USD");

        assertThat(price.times(3).plus(Money.of(3, "USD"))).isEqualTo(Money.of(6_000, "USD"));
    }

    /** Beyond 2^53 a floating-point number would have lost the last digits. */
    @ParameterizedTest
    @CsvSource({
        "0,3,0",
        "10,4,3",
        "10,3,3",
        "11,3,4",
        "1,2,1",
        "1,3,0",
        "9007199254740993,1,9007199254740993",
        "9223372036854775807,2,4611686018427387904"
    })
    void dividesExactlyAndRoundsHalfUp(long amount, long shares, long share) {
        assertThat(Money.of(amount, "USD").dividedBy(shares)).isEqualTo(Money.of(share, "USD"));
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
