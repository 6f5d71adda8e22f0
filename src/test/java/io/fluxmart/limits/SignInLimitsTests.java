package io.fluxmart.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInLimitsTests {

    /** The last two are no lower-case letters to Java that PostgreSQL would find the same. */
    @ParameterizedTest
    @ValueSource(strings = {"iris.k", "IRIS.K", " Iris.k\t", "\u0130ris.k", "iris.\u212a"})
    void takesEverySpellingForTheSameAccount(String login) {
        assertThat(SignInLimits.keyOf(login)).isEqualTo(SignInLimits.keyOf("iris.k"));
    }

    @Test
    void doesNotNameTheAccount() {
        assertThat(SignInLimits.keyOf("iris@example.com")).matches("\\{[0-9a-f]{32}}");
        assertThat(SignInLimits.keyOf("iris")).isNotEqualTo(SignInLimits.keyOf("iron"));
    }
}
