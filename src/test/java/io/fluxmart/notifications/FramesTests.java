package io.fluxmart.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTests {

    @Test
    void tellsAnEventInThreeLines() {
        assertThat(textOf(Signal.event(42L, "order.placed", "{\"a\":1}")))
                .isEqualTo("id:42\nevent:order.placed\ndata:{\"a\":1}\n\n");
    }

    @Test
    void tellsOfTheConnectionInComments() {
        assertThat(textOf(Signal.opening(42, Duration.ofSeconds(3)))).isEqualTo("id:42\nretry:3000\n:connected\n\n");
        assertThat(textOf(Signal.HEARTBEAT)).isEqualTo(":heartbeat\n\n");
    }

    /** Else data could end its frame and begin another (CVE-2026-22735 was of that kind). */
    @ParameterizedTest
    @ValueSource(strings = {"{\n\nevent:reset\n\n}", "{\r\revent:reset\r\r}", "{\r\n\r\nevent:reset\r\n\r\n}"})
    void keepsWhateverDataHoldOnOneLine(String data) {
        String frame = textOf(Signal.event(42L, "order.placed", data));

        assertThat(frame)
                .startsWith("id:42\nevent:order.placed\ndata:{")
                .endsWith("}\n\n")
                .doesNotContain("\r");
        assertThat(frame.split("\n")).hasSize(3);
    }

    private static String textOf(Signal signal) {
        return new String(Frames.of(signal), UTF_8);
    }
}
