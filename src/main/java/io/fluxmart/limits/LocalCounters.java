package io.fluxmart.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The counters of this node alone, for the time that it cannot ask Redis. They are bounded; the least used go first. */
@Component
class LocalCounters {

    /** @param end on the ticker's clock, in nanoseconds */
    private record Window(AtomicLong count, long end) {}

    private final Cache<String, Window> windows;
    private final Ticker clock;

    @Autowired
    LocalCounters(LimitSettings settings) {
        this(settings, Ticker.systemTicker());
    }

    LocalCounters(LimitSettings settings, Ticker clock) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(settings.localCounters())
                .ticker(clock)
                .expireAfter(Expiry.<String, Window>creating((key, window) -> leftOf(window)))
                .build();
    }

    /** As {@link CounterStore#count}, at once. */
    List<Standing> count(List<Charge> charges) {
        List<Standing> standings = new ArrayList<>();
        for (Charge charge : charges) {
            Standing standing = count(charge);
            standings.add(standing);
            if (standing.isExceeded()) {
                break;
            }
        }
        return standings;
    }

    /** How many counters there are, once those that are too many have gone. */
    long size() {
        windows.cleanUp();
        return windows.estimatedSize();
    }

    private Standing count(Charge charge) {
        Limit limit = charge.limit();
        Window window = windows.get(charge.key(), key -> begin(limit));
        return new Standing(limit, window.count().incrementAndGet(), leftOf(window));
    }

    private Window begin(Limit limit) {
        return new Window(new AtomicLong(), clock.read() + limit.window().toNanos());
    }

    private Duration leftOf(Window window) {
        return Duration.ofNanos(Math.max(0, window.end() - clock.read()));
    }
}
