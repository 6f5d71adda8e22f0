package io.fluxmart.rankings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseTests {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1); // as the clock of a machine may stand
    private final Pause pause = new Pause(now::get);

    @Test
    void isOverBeforeAnythingFailed() {
        assertThat(pause.isOver()).isTrue();
    }

    @Test
    void lastsTenTimesAsLongAsWhatFailed() {
        pause.begin(Duration.ofMinutes(1));

        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(pause.isOver()).isFalse();
        now.addAndGet(1);
        assertThat(pause.isOver()).isTrue();
    }

    @Test
    void endsWhenAllIsWellAgain() {
        pause.begin(Duration.ofMinutes(1));

        pause.end();

        assertThat(pause.isOver()).isTrue();
    }
}
