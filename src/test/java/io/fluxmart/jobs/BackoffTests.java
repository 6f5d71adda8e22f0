package io.fluxmart.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10));

    @Test
    void doublesFromAttemptToAttempt() {
        assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(2, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.after(9, 1)).isEqualTo(Duration.ofSeconds(256));
    }

    @Test
    void spreadsWaitsOverHalfOfThem() {
        assertThat(backoff.after(4, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.after(4, 0.5)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void staysWithinItsLimitHoweverManyAttemptsThereWere() {
        assertThat(backoff.after(11, 1)).isEqualTo(Duration.ofMinutes(10));
        assertThat(backoff.after(1_000_000, 1)).isEqualTo(Duration.ofMinutes(10));
    }
}
