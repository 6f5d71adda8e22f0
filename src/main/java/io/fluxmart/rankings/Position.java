package io.fluxmart.rankings;

/**
 * How far the rankings in Redis have come: they are the effect of all events up to the cursor, and of no other.
 *
 * @param epoch the rebuild they began with; a log that was set back may use a number twice
 * @param cursor {@code seq} of the last event that is in them
 */
record Position(String epoch, long cursor) {

    Position at(long seq) {
        return new Position(epoch, seq);
    }
}
