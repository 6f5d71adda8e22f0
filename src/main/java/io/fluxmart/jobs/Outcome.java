package io.fluxmart.jobs;

import java.util.Locale;

/** How an attempt ended. */
enum Outcome {
    DONE,
    /** Failed, to be tried again. */
    RETRY,
    /** Failed for the last time. */
    DEAD,
    /** Somebody else has the job by now. What this node did counts for nothing. */
    LOST;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
