package io.fluxmart.events;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells a loop that there may be work. Signals that arrive while the loop is busy become one; one that arrives after the
 * loop's last look is never lost.
 */
final class WakeSignal {

    private static final Duration SPIN = Duration.ofMillis(100);

    private final Sinks.Many<Boolean> signals = Sinks.many().multicast().directBestEffort();

    void wake() {
        signals.emitNext(true, Sinks.EmitFailureHandler.busyLooping(SPIN));
    }

    /** The signals themselves; to be followed by one consumer that takes them one at a time. */
    Flux<Boolean> signals() {
        return signals.asFlux().onBackpressureLatest();
    }

    /** The signals, and one more each time the interval is over. */
    Flux<Boolean> signalsOrEvery(Duration interval) {
        Flux<Boolean> ticks =
                Flux.interval(Duration.ZERO, interval).onBackpressureDrop().map(tick -> true);
        return Flux.merge(signals.asFlux(), ticks).onBackpressureLatest();
    }
}
