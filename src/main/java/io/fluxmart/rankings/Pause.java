package io.fluxmart.rankings;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps what fails again and again from taking more than a small part of the time. */
final class Pause {

    /** As many times as long as the try that failed. */
    private static final int TIMES = 10;

    private final LongSupplier nanos;
    private volatile long begun;
    private volatile Duration length = Duration.ZERO;

    /** @param nanos a clock that only runs forward */
    Pause(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** After a try that failed. */
    void begin(Duration triedFor) {
        begun = nanos.getAsLong();
        length = triedFor.multipliedBy(TIMES);
    }

    void end() {
        length = Duration.ZERO;
    }

    boolean isOver() {
        return nanos.getAsLong() - begun >= length.toNanos();
    }
}
