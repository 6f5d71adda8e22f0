package io.fluxmart.caching;

/**
 * What a row must have been read after.
 *
 * @param seq the last event that concerns it
 * @param changedAt {@link System#nanoTime()} after the last commit on this node that concerns it; a change made here has
 *     no number yet when its writer is answered
 */
record Floor(long seq, long changedAt) {

    /** What was read here before this very moment is no good, nor what a copy may be too old for. */
    static Floor now() {
        return new Floor(Long.MIN_VALUE, System.nanoTime());
    }

    boolean admits(Moment moment) {
        return moment.stamp() >= seq && moment.readAt() - changedAt >= 0;
    }

    /** Admits what both admit. */
    Floor and(Floor other) {
        return new Floor(Math.max(seq, other.seq), other.changedAt - changedAt > 0 ? other.changedAt : changedAt);
    }
}
