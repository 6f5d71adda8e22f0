package io.fluxmart.ticker;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Remembers which event changed a product last, for all events that this node has seen since some time. What matters of a
 * product is how it is now, so a thousand sales of it are one entry.
 */
@Component
class RecentChanges {

    private static final long NOT_STARTED = -1;
    private static final int MANY = 10_000;

    private final Map<Long, Long> lastChange = new HashMap<>();
    private long since = NOT_STARTED;
    private long head = NOT_STARTED;

    synchronized void start(long at) {
        lastChange.clear();
        since = at;
        head = at;
    }

    synchronized boolean isStarted() {
        return head != NOT_STARTED;
    }

    synchronized void add(long seq, Collection<Long> productIds) {
        productIds.forEach(id -> lastChange.merge(id, seq, Math::max));
        head = seq;
    }

    /** What was read from the log, of the events behind {@code from}. */
    synchronized void addOlder(long from, Map<Long, Long> older) {
        older.forEach((id, seq) -> lastChange.merge(id, seq, Math::max));
        since = Math.min(since, from);
    }

    /** The last event that is in here with all its products. */
    synchronized long head() {
        return head;
    }

    /** All events behind this one are in here. */
    synchronized long since() {
        return since;
    }

    /** The products that an event behind {@code seq} changed, each with its last one. */
    synchronized Map<Long, Long> after(long seq) {
        return lastChange.entrySet().stream()
                .filter(change -> change.getValue() > seq)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Where there are many by now, those that everybody has been told. */
    synchronized void forgetWhenMany(long told) {
        if (lastChange.size() > MANY) {
            lastChange.values().removeIf(seq -> seq <= told);
            since = Math.max(since, told);
        }
    }
}
