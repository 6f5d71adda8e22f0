package io.fluxmart.notifications;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventLog;
import io.fluxmart.events.EventLog.Bounds;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reads the log for one reader, page by page, and says when it does not hold what they ask for. */
final class EventPages {

    static final int SIZE = 100;

    /** Tells the reader that their cursor is of no use; the next events follow this one's seq. */
    static final String RESET = "reset";

    /** The log does not hold what comes after the cursor, or never did. */
    static final class CursorLost extends RuntimeException {

        private final transient Bounds bounds;

        CursorLost(Bounds bounds) {
            super("The cursor is out of the log", null, false, false);
            this.bounds = bounds;
        }
    }

    private final EventLog log;
    private final Clock clock;

    EventPages(EventLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Events with {@code after < seq <= upTo}; fewer than {@link #SIZE} are the last. Fails with {@link CursorLost}. The
     * bounds are read behind the page: what was thrown away before them, the page may lack.
     */
    Mono<List<Event>> read(UUID userId, long after, long upTo) {
        return log.listFor(userId, after, upTo, SIZE)
                .delayUntil(events -> log.bounds().doOnNext(bounds -> requireHeld(bounds, after)));
    }

    private static void requireHeld(Bounds bounds, long seq) {
        if (!bounds.canResumeAfter(seq)) {
            throw new CursorLost(bounds);
        }
    }

    Event reset(CursorLost lost) {
        return new Event(lost.bounds.head(), RESET, null, "{}", clock.instant());
    }
}
