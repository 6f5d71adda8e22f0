package io.fluxmart.platform.lifecycle;

import java.util.concurrent.atomic.AtomicInteger;

/** For how many operations there is room at once. */
public final class Places {

    private final int all;
    private final AtomicInteger taken = new AtomicInteger();

    public Places(int all) {
        this.all = all;
    }

    /** False where all are taken; otherwise one is, until {@link #leave()}. */
    public boolean enter() {
        if (taken.incrementAndGet() <= all) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    public void leave() {
        taken.decrementAndGet();
    }
}
