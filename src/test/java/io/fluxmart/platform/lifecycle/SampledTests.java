package io.fluxmart.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SampledTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicReference<Mono<Integer>> next = new AtomicReference<>(Mono.just(7));
    private final Sampled<Integer> sampled = new Sampled<>(next::get);

    @Test
    void tellsTheLatestAndNothingOnceItFailed() {
        assertThat(level()).isNaN();
        assertThat(sampled.isRunning()).isFalse();

        sampled.start();
        await().atMost(PATIENCE).until(() -> level() == 7);
        assertThat(sampled.isRunning()).isTrue();

        next.set(Mono.error(new IllegalStateException("away")));
        await().atMost(PATIENCE).until(() -> Double.isNaN(level()));
        sampled.stop();
        assertThat(sampled.isRunning()).isFalse();
    }

    private double level() {
        return sampled.read(Integer::doubleValue);
    }
}
