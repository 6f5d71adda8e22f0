package io.fluxmart.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTests {

    private final AtomicLong nanos = new AtomicLong();
    private final RefusalLog refusals = new RefusalLog(LoggerFactory.getLogger(RefusalLogTests.class), nanos::get);

    @Test
    void tellsOfTheFirstAtOnceAndOfTheOthersOnceASecond(CapturedOutput output) {
        for (int i = 0; i < 1_000; i++) {
            refusals.note("POST", "/api/orders", "checkout_full", "too many");
        }
        assertThat(linesAbout(output, "checkout_full"))
                .hasSize(1)
                .first()
                .asString()
                .contains("one of 1 since");

        refusals.note("GET", "/api/posts", "store_unavailable", "away");
        assertThat(linesAbout(output, "store_unavailable")).hasSize(1);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        refusals.note("POST", "/api/orders", "checkout_full", "too many");
        assertThat(linesAbout(output, "checkout_full"))
                .hasSize(2)
                .last()
                .asString()
                .contains("one of 1000 since");
    }

    private static List<String> linesAbout(CapturedOutput output, String code) {
        return output.getOut().lines().filter(line -> line.contains(code)).toList();
    }
}
