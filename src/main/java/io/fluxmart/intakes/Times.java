package io.fluxmart.intakes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as PostgreSQL keeps them. It would round the rest up, into a later second or into the future. */
public final class Times {

    private Times() {}

    static Instant toMicros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
