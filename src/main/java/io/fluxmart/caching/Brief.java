package io.fluxmart.caching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxmart.events.LocalCommits;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/**
 * Lists kept in memory for a moment, so short that no other node needs to void them. A change on this node voids them
 * all: no event tells which pages it moves a row to.
 */
public final class Brief<K, V> implements LocalCommits.Listener {

    private final Duration timeToLive;
    private final Predicate<String> concern;
    private final Function<K, Mono<V>> query;
    private final CacheMeters meters;
    private final Loads<K, V> loads = new Loads<>(this::load);
    private final Cache<K, Reading<V>> readings;
    private volatile Floor floor = new Floor(0, System.nanoTime());

    Brief(
            Duration timeToLive,
            Keeping<V> keeping,
            Predicate<String> concern,
            Function<K, Mono<V>> query,
            CacheMeters meters) {
        this.timeToLive = timeToLive;
        this.concern = concern;
        this.query = query;
        this.meters = meters;
        this.readings = Caffeine.newBuilder()
                .maximumWeight(keeping.maxWeight())
                .weigher((K key, Reading<V> reading) -> keeping.weightOf(reading.value()))
                .expireAfterWrite(timeToLive)
                .build();
    }

    /** As it was at most the time to live ago, or, if it took longer, when it was asked for. */
    public Mono<V> find(K key) {
        return timeToLive.isZero() ? query.apply(key) : findKept(key);
    }

    private Mono<V> findKept(K key) {
        return Mono.defer(() -> kept(key))
                .switchIfEmpty(loads.join(key, this::isGood))
                .doOnNext(reading -> meters.countRead(reading.source()))
                .mapNotNull(Reading::value);
    }

    private Mono<Reading<V>> kept(K key) {
        return Mono.justOrEmpty(readings.getIfPresent(key)).filter(reading -> isGood(reading.moment()));
    }

    private boolean isGood(Moment moment) {
        return moment.isYoungerThan(timeToLive) && floor.admits(moment);
    }

    private Mono<Reading<V>> load(K key, Load<V> load) {
        Moment moment = Moment.now(0);
        load.begin(moment);
        return meters.timed(query.apply(key))
                .map(rows -> new Reading<V>(moment, Source.DATABASE, rows))
                .doOnNext(reading -> readings.put(key, reading.inMemory()));
    }

    @Override
    public void onCommit(String type, String data) {
        if (concern.test(type)) {
            floor = Floor.now();
            readings.invalidateAll();
        }
    }
}
