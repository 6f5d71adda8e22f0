package io.fluxmart.ticker;

import io.fluxmart.notifications.Frames;
import io.fluxmart.notifications.Signal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.util.concurrent.Queues;

/**
 * What waits for one open stream: of each product the newest, whatever a slow reader leaves lying. The next frame is
 * chosen when the reader asks for it, not before.
 */
final class Watcher {

    private static final long NONE = -1;
    private static final String RESET = "reset";

    private final Set<Long> productIds;
    private final long cursor;
    private final int maxPending;
    private final Map<Long, Change> pending = new LinkedHashMap<>();

    /** At most one is kept: it says that there is something to fetch, and not how much. */
    private final Sinks.Many<Boolean> wakeUps =
            Sinks.many().unicast().onBackpressureBuffer(Queues.<Boolean>one().get());

    private long known;
    private long resetAt = NONE;
    private boolean isBeatDue;

    /**
     * @param productIds all products when empty
     * @param cursor what the reader asked for
     * @param known the reader has heard of everything up to this event
     */
    Watcher(Set<Long> productIds, long cursor, long known, int maxPending) {
        this.productIds = productIds;
        this.cursor = cursor;
        this.known = known;
        this.maxPending = maxPending;
    }

    /** To be subscribed to once. */
    Flux<byte[]> frames() {
        return wakeUps.asFlux().concatMap(wakeUp -> Flux.generate(this::emitNext), 0);
    }

    /** Where the reader is at first; what they know by now may still lie in here. */
    long cursor() {
        return cursor;
    }

    synchronized long known() {
        return known;
    }

    /** Never waits. To be called by one thread at a time. */
    void offer(Bulletin bulletin) {
        if (take(bulletin)) {
            wakeUps.tryEmitNext(true);
        }
    }

    /** A reader who is busy misses it. */
    void beat() {
        markBeat();
        wakeUps.tryEmitNext(true);
    }

    /** They have to read the catalogue again. */
    void reset(long upTo) {
        markReset(upTo);
        wakeUps.tryEmitNext(true);
    }

    private synchronized void markBeat() {
        isBeatDue = true;
    }

    private synchronized void markReset(long upTo) {
        pending.clear();
        resetAt = upTo;
        known = upTo;
    }

    private synchronized boolean take(Bulletin bulletin) {
        if (known < bulletin.after()) {
            markReset(bulletin.upTo());
            return true;
        }
        List<Change> news = newsIn(bulletin);
        news.forEach(change -> pending.put(change.productId(), change));
        known = Math.max(known, bulletin.upTo());
        if (pending.size() > maxPending) {
            markReset(bulletin.upTo());
        }
        return hasMore();
    }

    /** One more than may wait, at most: with that many there is a reset anyway. */
    private List<Change> newsIn(Bulletin bulletin) {
        return bulletin.changes().stream()
                .filter(this::isNews)
                .limit(maxPending + 1L)
                .toList();
    }

    private boolean isNews(Change change) {
        return change.seq() > known && (productIds.isEmpty() || productIds.contains(change.productId()));
    }

    private boolean hasMore() {
        return resetAt != NONE || !pending.isEmpty() || isBeatDue;
    }

    private void emitNext(SynchronousSink<byte[]> reader) {
        byte[] frame = poll();
        if (frame == null) {
            reader.complete();
        } else {
            reader.next(frame);
        }
    }

    /** What to send next; null when nothing waits. */
    synchronized byte @Nullable [] poll() {
        if (resetAt != NONE) {
            return nextReset();
        }
        if (!pending.isEmpty()) {
            return nextChange();
        }
        return isBeatDue ? nextBeat() : null;
    }

    private byte[] nextReset() {
        byte[] frame = Frames.of(Signal.event(resetAt, RESET, "{}"));
        resetAt = NONE;
        return frame;
    }

    /** The cursor moves with the last one only: who goes away before has to hear of all of them again. */
    private byte[] nextChange() {
        Iterator<Change> changes = pending.values().iterator();
        Change change = changes.next();
        changes.remove();
        return pending.isEmpty() ? change.lastFrame() : change.frame();
    }

    /** Nothing waits, so the cursor moves on past all that did not concern this reader. */
    private byte[] nextBeat() {
        isBeatDue = false;
        return Frames.of(Signal.heartbeatAt(known));
    }
}
