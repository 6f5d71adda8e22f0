package io.fluxmart.caching;

import java.time.Duration;

/** How long a reading is kept; that there is no such thing, usually more briefly. */
record TimeToLive(Duration present, Duration absent) {

    Duration of(Reading<?> reading) {
        return reading.value() == null ? absent : present;
    }
}
