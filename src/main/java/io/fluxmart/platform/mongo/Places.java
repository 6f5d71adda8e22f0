package io.fluxmart.platform.mongo;

import java.util.concurrent.atomic.AtomicInteger;

/** For how many operations there is room at once. */
final class Places {

    private final int all;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int all) {
        this.all = all;
    }

    /** False where all are taken; otherwise one is, until {@link #leave()}. */
    boolean enter() {
        if (taken.incrementAndGet() <= all) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void leave() {
        taken.decrementAndGet();
    }
}
