package io.fluxmart.platform.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says what is refused with 503, once a second for each code and how often since: under overload, as many lines as refusals
 * would cost more than the refusals.
 */
final class RefusalLog {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<String, Refused> byCode = new ConcurrentHashMap<>();

    private final class Refused {

        private final AtomicLong toldAt = new AtomicLong(nanos.getAsLong() - INTERVAL);
        private final AtomicLong untold = new AtomicLong();
    }

    RefusalLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** @param why the failure in its own words */
    void note(String method, String path, String code, String why) {
        Refused refused = byCode.computeIfAbsent(code, word -> new Refused());
        refused.untold.incrementAndGet();
        long now = nanos.getAsLong();
        long toldAt = refused.toldAt.get();
        if (now - toldAt >= INTERVAL && refused.toldAt.compareAndSet(toldAt, now)) {
            long count = refused.untold.getAndSet(0);
            log.error("{} {} was refused: {} ({}), one of {} since the last such line", method, path, code, why, count);
        }
    }
}
