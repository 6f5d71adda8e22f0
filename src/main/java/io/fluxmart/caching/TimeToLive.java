package io.fluxmart.caching;

import java.time.Duration;

/** How long a reading is kept; that there is no such thing, usually more briefly. */
record TimeToLive(Duration present, Duration absent) {

    /** Nothing is kept. */
    static final TimeToLive NONE = new TimeToLive(Duration.ZERO, Duration.ZERO);

    boolean isNone() {
        return present.isZero();
    }

    Duration of(Reading<?> reading) {
        return reading.value() == null ? absent : present;
    }
}
