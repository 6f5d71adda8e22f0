package io.fluxmart.platform.lifecycle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs rounds of work, one after the other, whenever it is woken and once in every interval. Wake-ups that come while a
 * round runs lead to one more round, however many they are; none is lost, and {@link #wake()} never waits, refuses or
 * fails.
 */
public final class WorkLoop {

    private final Supplier<Mono<Void>> round;
    private final Duration pace;
    private final AtomicInteger wanted = new AtomicInteger();
    private Disposable ticks = Disposables.disposed();

    /** @param round one round; its errors are its own to report, and end nothing but this round */
    public WorkLoop(Supplier<Mono<Void>> round) {
        this(round, Duration.ZERO);
    }

    /**
     * @param pace from the beginning of a round to that of the next at least: whoever wakes it after a rest is served at once,
     *     and the many who do so under load are served together
     */
    public WorkLoop(Supplier<Mono<Void>> round, Duration pace) {
        this.round = round;
        this.pace = pace;
    }

    public void start(Duration interval) {
        ticks = Flux.interval(Duration.ZERO, interval).onBackpressureDrop().subscribe(tick -> wake());
    }

    /** Ends the ticks. A round under way is not cut short: it may be a transaction. */
    public void stop() {
        ticks.dispose();
    }

    public boolean isRunning() {
        return !ticks.isDisposed();
    }

    public void wake() {
        if (wanted.getAndIncrement() == 0) {
            run();
        }
    }

    private void run() {
        int answered = wanted.get();
        long begun = System.nanoTime();
        Mono.defer(round)
                .onErrorComplete()
                .then(Mono.defer(() -> rest(begun)))
                .subscribe(null, null, () -> runAgainIfWanted(answered));
    }

    private Mono<Long> rest(long begun) {
        Duration left = pace.minusNanos(System.nanoTime() - begun);
        return left.isNegative() || left.isZero() ? Mono.empty() : Mono.delay(left);
    }

    private void runAgainIfWanted(int answered) {
        if (wanted.addAndGet(-answered) > 0) {
            run();
        }
    }
}
