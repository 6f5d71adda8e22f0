package io.fluxmart.caching;

import java.time.Duration;

/**
 * When a row was read, by two clocks.
 *
 * @param stamp the head of the event log as this or another node knew it before the query: the row holds every change up
 *     to there
 * @param readAt {@link System#nanoTime()} before the query, or before which it cannot have been on another node
 */
record Moment(long stamp, long readAt) {

    static Moment now(long head) {
        return new Moment(head, System.nanoTime());
    }

    boolean isYoungerThan(Duration age) {
        return System.nanoTime() - readAt < age.toNanos();
    }
}
