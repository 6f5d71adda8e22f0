package io.fluxmart.events;

import io.fluxmart.platform.lifecycle.WorkLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads the log to its end on this node, once for everybody here, whenever somebody wakes it and at the latest after the
 * poll interval. A wake-up is only a hint; the log is the truth, so a lost one costs time and no event.
 */
@Component
public class EventFeed implements SmartLifecycle {

    /** Hears all events on this node, in order, each once, from one thread at a time. Must not block. */
    public interface Listener {

        /** The feed begins behind {@code head}: the first event will be {@code head + 1}. */
        void onStart(long head);

        void onEvent(Event event);
    }

    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final long UNKNOWN = -1;
    private static final int RECENT_EVENTS = 4_096;
    private static final int RECENT_BYTES = 4 * 1024 * 1024;

    /**
     * A read that hangs on a broken connection must not silence the node for good. The limit is on the read alone: one that
     * cut the handing out would let the next round begin beside it, and events overtake each other.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final EventLog eventLog;
    private final EventSettings settings;
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS, RECENT_BYTES);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final WorkLoop loop = new WorkLoop(this::catchUp);
    private volatile long head = UNKNOWN;
    private volatile long seenEndAt;

    EventFeed(EventLog eventLog, EventSettings settings) {
        this.eventLog = eventLog;
        this.settings = settings;
    }

    /** To be called before the feed starts, from a constructor. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** The newest events that were handed out, so that who reads on need not ask the store. */
    public RecentEvents recent() {
        return recent;
    }

    /** Number of the last event handed out on this node; -1 before the log was first read. */
    public long head() {
        return head;
    }

    /** Whether this node has seen the end of the log within that time. What was in the log before, it has handed out. */
    public boolean isCurrent(Duration within) {
        return head != UNKNOWN && System.nanoTime() - seenEndAt < within.toNanos();
    }

    /** There may be new events. */
    void wake() {
        loop.wake();
    }

    private Mono<Void> catchUp() {
        return (head == UNKNOWN ? startAtTheEnd() : readNew())
                .doOnError(error -> log.warn("The event feed waits for the next round: {}", error.toString()));
    }

    private Mono<Void> startAtTheEnd() {
        long asked = System.nanoTime();
        return eventLog.bounds()
                .timeout(PATIENCE)
                .doOnNext(bounds -> {
                    seenEndAt = asked;
                    head = bounds.head();
                    recent.start(bounds.head());
                    listeners.forEach(listener -> listener.onStart(bounds.head()));
                })
                .then();
    }

    private Mono<Void> readNew() {
        return Mono.defer(this::readBatch)
                .repeat()
                .takeUntil(events -> events.size() < settings.batchSize())
                .then();
    }

    private Mono<List<Event>> readBatch() {
        long asked = System.nanoTime();
        return eventLog.listAfter(head, settings.batchSize()).timeout(PATIENCE).doOnNext(events -> {
            events.forEach(this::tell);
            if (events.size() < settings.batchSize()) {
                seenEndAt = asked;
            }
        });
    }

    private void tell(Event event) {
        head = event.seq();
        recent.add(event);
        listeners.forEach(listener -> tell(listener, event));
    }

    /** What one listener does wrong must not keep the event from the next. */
    private static void tell(Listener listener, Event event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException failed) {
            log.error("A listener failed on event {}", event.seq(), failed);
        }
    }

    @Override
    public void start() {
        loop.start(settings.pollInterval());
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
