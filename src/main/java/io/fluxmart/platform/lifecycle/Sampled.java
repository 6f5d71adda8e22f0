package io.fluxmart.platform.lifecycle;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is measured every few seconds rather than for each who asks.
 *
 * @param <T> what one measurement finds
 */
public final class Sampled<T> {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Supplier<Mono<T>> measurement;
    private final WorkLoop loop = new WorkLoop(this::measure);
    private volatile @Nullable T latest;

    public Sampled(Supplier<Mono<T>> measurement) {
        this.measurement = measurement;
    }

    private Mono<Void> measure() {
        return measurement
                .get()
                .doOnNext(found -> latest = found)
                .doOnError(error -> latest = null)
                .then();
    }

    /** Not a number before the first measurement, and after one that failed. */
    public double read(ToDoubleFunction<T> level) {
        T found = latest;
        return found == null ? Double.NaN : level.applyAsDouble(found);
    }

    public void start() {
        loop.start(INTERVAL);
    }

    public void stop() {
        loop.stop();
    }

    public boolean isRunning() {
        return loop.isRunning();
    }
}
