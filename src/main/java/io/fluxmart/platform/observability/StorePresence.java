package io.fluxmart.platform.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Whether a store answers, as requests find out: {@code fluxmart.store.up}, by {@code store}. Going and coming are logged once
 * each, however many notice.
 */
public final class StorePresence {

    private final String store;
    private final Logger log;
    private final AtomicBoolean isAway = new AtomicBoolean();

    public StorePresence(String store, Logger log, MeterRegistry meters) {
        this.store = store;
        this.log = log;
        gauge(store.toLowerCase(Locale.ROOT), () -> !isAway.get(), meters);
    }

    /** For a store about which something else knows. */
    public static void gauge(String store, BooleanSupplier isThere, MeterRegistry meters) {
        Gauge.builder("fluxmart.store.up", isThere, there -> there.getAsBoolean() ? 1 : 0)
                .description("1 when the store answers this node, else 0")
                .tag("store", store)
                .strongReference(true)
                .register(meters);
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
