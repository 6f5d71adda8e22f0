package io.fluxmart.events;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of this node, without a gap and bounded in number and size: whoever is not further behind is served
 * without a store. Filled by the feed, read by all event loops, each for a moment.
 */
public final class RecentEvents {

    private static final long NOT_STARTED = -1;

    /** Of an event without its data, roughly. */
    private static final int OVERHEAD_BYTES = 200;

    private final @Nullable Event[] ring;
    private final long maxBytes;
    private volatile long head = NOT_STARTED;
    private long floor = NOT_STARTED;
    private long bytes;

    /** @param maxBytes about so much memory */
    RecentEvents(int maxEvents, long maxBytes) {
        this.ring = new Event[maxEvents];
        this.maxBytes = maxBytes;
    }

    public boolean isStarted() {
        return head != NOT_STARTED;
    }

    /** The last event that was added. It is in here before the head moves. */
    public long head() {
        return head;
    }

    /** Knows nothing up to the head, and will know all that is behind it. */
    synchronized void start(long head) {
        while (floor < this.head) {
            forgetOldest();
        }
        floor = head;
        this.head = head;
    }

    synchronized void add(Event event) {
        if (event.seq() != head + 1) {
            start(event.seq() - 1); // the log was cut while this node could not read it
        }
        while (head - floor >= ring.length || (floor < head && bytes + sizeOf(event) > maxBytes)) {
            forgetOldest();
        }
        ring[slotOf(event.seq())] = event;
        bytes += sizeOf(event);
        head = event.seq();
    }

    /** Whether all that came after that event is in here; not when it has yet to come. */
    public synchronized boolean reachesBackTo(long seq) {
        return floor <= seq && seq <= head;
    }

    /** All that came after that event; null when it is too long ago to tell. */
    public @Nullable List<Event> after(long seq) {
        return list(seq, Long.MAX_VALUE, event -> true);
    }

    /** As above, for one user and with {@code seq <= upTo}. */
    public @Nullable List<Event> listFor(UUID userId, long after, long upTo) {
        return list(
                after, upTo, event -> event.userId() == null || event.userId().equals(userId));
    }

    private synchronized @Nullable List<Event> list(long after, long upTo, Predicate<Event> filter) {
        if (after < floor) {
            return null;
        }
        List<Event> found = new ArrayList<>();
        for (long seq = after + 1; seq <= Math.min(upTo, head); seq++) {
            Event event = ring[slotOf(seq)];
            if (event != null && filter.test(event)) {
                found.add(event);
            }
        }
        return found;
    }

    private void forgetOldest() {
        floor++;
        Event oldest = ring[slotOf(floor)];
        ring[slotOf(floor)] = null;
        bytes -= oldest == null ? 0 : sizeOf(oldest);
    }

    private int slotOf(long seq) {
        return (int) (seq % ring.length);
    }

    private static long sizeOf(Event event) {
        return OVERHEAD_BYTES + event.data().length();
    }
}
