package io.fluxmart.rankings;

/** The rankings that were being filled, or their lock, are not in Redis any more. What was done for them was in vain. */
final class DraftLost extends RuntimeException {

    DraftLost() {
        super("Redis lost the new rankings, or their lock");
    }
}
