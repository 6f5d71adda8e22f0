package io.fluxmart.caching;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.events.LocalCommits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What stores hold, read through memory and Redis. Whoever has written on this node reads what they wrote; what other
 * nodes write is seen here when their event is (docs/adr/0018).
 */
public final class Cached<K, V> implements EventFeed.Listener, LocalCommits.Listener {

    private final CacheKind<K, V> kind;
    private final LogPosition log;
    private final Copies<K, V> copies;
    private final CacheMeters meters;
    private final Floors<K> floors;
    private final Memory<K, V> memory;
    private final Loads<K, V> loads = new Loads<>(this::load);

    Cached(CacheKind<K, V> kind, Memory<K, V> memory, LogPosition log, Copies<K, V> copies, CacheMeters meters) {
        this.kind = kind;
        this.log = log;
        this.copies = copies;
        this.meters = meters;
        this.floors = new Floors<>(kind.maxEntries());
        this.memory = memory;
        meters.watchSize(memory::size);
    }

    /** Empty when there is no such thing. For answers only: what decides a write is read from the store. */
    public Mono<V> find(K key) {
        return memory.isOff() ? findInStore(key) : findKept(key);
    }

    /**
     * What is in memory, and as good as what {@link #find} would tell; null when that has to look further. Without a
     * publisher, for an answer that costs little more than this look.
     */
    public @Nullable V peek(K key) {
        Reading<V> reading = memory.find(key);
        if (reading == null || reading.value() == null || !isGood(key, reading.moment())) {
            return null;
        }
        meters.countRead(Source.MEMORY);
        return reading.value();
    }

    private Mono<V> findInStore(K key) {
        return meters.timed(kind.query().apply(key)).doOnTerminate(() -> meters.countRead(Source.DATABASE));
    }

    private Mono<V> findKept(K key) {
        return Mono.defer(() -> kept(key))
                .switchIfEmpty(loads.join(key, moment -> isGood(key, moment)))
                .doOnNext(reading -> meters.countRead(reading.source()))
                .mapNotNull(Reading::value);
    }

    private Mono<Reading<V>> kept(K key) {
        return Mono.justOrEmpty(memory.find(key)).filter(reading -> isGood(key, reading.moment()));
    }

    private boolean isGood(K key, Moment moment) {
        return log.isCurrent() && floors.of(key).admits(moment);
    }

    /** Memory once more: the load before may have ended since the reader looked. */
    private Mono<Reading<V>> load(K key, Load<V> load) {
        return judged(key, load, kept(key))
                .switchIfEmpty(judged(key, load, copyOf(key)))
                .switchIfEmpty(Mono.defer(() -> query(key, load)));
    }

    /**
     * Judged once more when its moment is known: whoever finds the load open until then came before anything that makes
     * this reading void.
     */
    private Mono<Reading<V>> judged(K key, Load<V> load, Mono<Reading<V>> good) {
        return good.doOnNext(reading -> load.begin(reading.moment())).filter(reading -> isGood(key, reading.moment()));
    }

    /** A stamp above our head is no truth of ours: PostgreSQL may have been put back. */
    private Mono<Reading<V>> copyOf(K key) {
        return Mono.defer(() -> log.isCurrent() ? copies.find(key) : Mono.empty())
                .filter(copy -> isGood(key, copy.moment()) && copy.stamp() <= log.head())
                .doOnNext(copy -> memory.put(key, copy));
    }

    private Mono<Reading<V>> query(K key, Load<V> load) {
        Moment moment = Moment.now(log.head());
        load.begin(moment);
        return meters.timed(kind.query().apply(key))
                .map(value -> read(moment, value))
                .switchIfEmpty(Mono.fromSupplier(() -> read(moment, null)))
                .delayUntil(reading -> keep(key, reading));
    }

    private Reading<V> read(Moment moment, @Nullable V value) {
        return new Reading<>(moment, Source.DATABASE, value);
    }

    /** Also while the log is not followed: the row is as good as its stamp says, and better than an older one. */
    private Mono<Void> keep(K key, Reading<V> reading) {
        if (!memory.isFor(reading) || !floors.of(key).admits(reading.moment())) {
            return Mono.empty();
        }
        memory.put(key, reading);
        return copies.put(key, reading);
    }

    @Override
    public void onStart(long head) {
        floors.startAt(head);
    }

    /** An event that cannot be read may concern any key. */
    @Override
    public void onEvent(Event event) {
        try {
            forget(event.type(), event.data(), key -> floors.raise(key, event.seq()));
        } catch (RuntimeException unreadable) {
            floors.raiseAll(event.seq());
            throw unreadable;
        }
    }

    @Override
    public void onCommit(String type, String data) {
        forget(type, data, floors::raiseNow);
    }

    private void forget(String type, String data, Consumer<K> raise) {
        kind.concern().of(type, data).forEach(key -> {
            raise.accept(key);
            memory.remove(key);
        });
    }
}
