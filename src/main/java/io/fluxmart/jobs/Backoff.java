package io.fluxmart.jobs;

import java.time.Duration;

/** How long a job that failed waits: twice as long from attempt to attempt, and not in step with those beside it. */
record Backoff(Duration first, Duration max) {

    private static final int MAX_DOUBLINGS = 40;

    /**
     * @param attempt the one that failed, from 1
     * @param luck from 0 to 1: the wait is between half of the full one and all of it
     */
    Duration after(int attempt, double luck) {
        double full = first.toMillis() * Math.pow(2, Math.min(attempt - 1, MAX_DOUBLINGS));
        double capped = Math.min(full, max.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 + luck) / 2));
    }
}
