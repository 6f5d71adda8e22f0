package io.fluxmart.platform.observability;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Whether a store answers, as requests find out. Going and coming are logged once each, however many notice. */
public final class StorePresence {

    private final String store;
    private final Logger log;
    private final AtomicBoolean isAway = new AtomicBoolean();

    public StorePresence(String store, Logger log) {
        this.store = store;
        this.log = log;
    }

    public void noteThatItIsAway(Throwable error) {
        if (isAway.compareAndSet(false, true)) {
            log.warn("{} is away: {}", store, error.toString());
        }
    }

    public void noteThatItAnswers() {
        if (isAway.get() && isAway.compareAndSet(true, false)) {
            log.info("{} is back", store);
        }
    }
}
