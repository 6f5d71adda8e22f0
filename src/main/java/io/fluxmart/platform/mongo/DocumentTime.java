package io.fluxmart.platform.mongo;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as documents keep them: to the millisecond. What is answered before it was read again is to be the same. */
public final class DocumentTime {

    private DocumentTime() {}

    public static Instant now(Clock clock) {
        return of(clock.instant());
    }

    public static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
