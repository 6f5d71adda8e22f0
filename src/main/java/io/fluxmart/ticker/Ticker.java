package io.fluxmart.ticker;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.notifications.Heartbeats;
import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.products.ProductEvents;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells all readers of this node what changed, in rounds: what they know differs, what they are told is read and rendered
 * once. While nobody watches, nothing is read.
 */
@Component
class Ticker implements EventFeed.Listener, SmartLifecycle {

    /** @param told the readers know up to this event, or further */
    private record Round(long told, long upTo, List<Watcher> readers) {

        boolean isIdle() {
            return readers.isEmpty();
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Ticker.class);

    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final WorkLoop rounds = new WorkLoop(this::tell);
    private final RecentChanges recent;
    private final Bulletins bulletins;
    private final ProductEvents products;
    private final Heartbeats heartbeats;
    private final TickerSettings settings;
    private Disposable beats = Disposables.disposed();
    private volatile boolean isBeatDue;
    private long told;

    Ticker(
            EventFeed feed,
            RecentChanges recent,
            Bulletins bulletins,
            ProductEvents products,
            Heartbeats heartbeats,
            TickerSettings settings) {
        this.recent = recent;
        this.bulletins = bulletins;
        this.products = products;
        this.heartbeats = heartbeats;
        this.settings = settings;
        feed.addListener(this);
    }

    /** Refuses at once when this node cannot take another stream. */
    void requireRoom() {
        if (!recent.isStarted()) {
            throw new Unavailable("streams_not_ready", "This node has not read the event log yet.");
        }
        if (watchers.size() >= settings.maxStreams()) {
            throw new Unavailable("too_many_streams", "This node holds as many streams as it can.");
        }
    }

    /**
     * A reader without a cursor begins now. A cursor that is a little ahead comes from a quicker node: what lies between is
     * told again, which does no harm, since it is how things are and not what happened.
     *
     * @param productIds all products when empty
     * @param cursor the last event that the reader knows of
     */
    synchronized Watcher open(Set<Long> productIds, Optional<Long> cursor) {
        long head = recent.head();
        long asked = cursor.orElse(head);
        Watcher watcher = new Watcher(productIds, asked, Math.min(asked, head), settings.maxPending());
        if (isFarOff(asked, head)) {
            watcher.reset(head);
        }
        told = Math.min(told, watcher.known());
        watchers.add(watcher);
        return watcher;
    }

    private boolean isFarOff(long asked, long head) {
        return asked < 0 || Math.abs(head - asked) > settings.maxReplay();
    }

    void close(Watcher watcher) {
        watchers.remove(watcher);
    }

    int openStreams() {
        return watchers.size();
    }

    /** One round. What could not be read is told in the next. */
    Mono<Void> tell() {
        beatWhenDue();
        Round round = begin();
        return round.isIdle()
                ? Mono.empty()
                : bulletins
                        .read(round.told(), round.upTo())
                        .publishOn(Schedulers.parallel()) // a driver's thread has more to do than to tell thousands
                        .doOnNext(bulletin -> round.readers().forEach(reader -> reader.offer(bulletin)))
                        .doOnError(error -> postpone(round, error))
                        .then();
    }

    private void beatWhenDue() {
        if (isBeatDue) {
            isBeatDue = false;
            watchers.forEach(Watcher::beat);
        }
    }

    private synchronized Round begin() {
        long head = recent.head();
        Round round = new Round(told, head, told == head ? List.of() : List.copyOf(watchers));
        recent.forgetWhenMany(told);
        told = head;
        return round;
    }

    private synchronized void postpone(Round round, Throwable error) {
        log.warn("The live catalogue waits for the next round: {}", error.toString());
        told = Math.min(told, round.told());
    }

    @Override
    public synchronized void onStart(long head) {
        recent.start(head);
        told = head;
    }

    @Override
    public void onEvent(Event event) {
        recent.add(event.seq(), products.productsChangedBy(event));
    }

    @Override
    public void start() {
        beats = heartbeats.beats().subscribe(beat -> isBeatDue = true);
        rounds.start(settings.interval());
    }

    @Override
    public void stop() {
        beats.dispose();
        rounds.stop();
    }

    @Override
    public boolean isRunning() {
        return rounds.isRunning();
    }
}
