package io.fluxmart.caching;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

/** What this node has read, as long as it has room. */
final class Memory<K, V> {

    private final TimeToLive timeToLive;
    private final Keeping<V> keeping;
    private final Cache<K, Reading<V>> readings;

    Memory(TimeToLive timeToLive, Keeping<V> keeping) {
        this.timeToLive = timeToLive;
        this.keeping = keeping;
        this.readings = Caffeine.newBuilder()
                .maximumWeight(keeping.maxWeight())
                .weigher((K key, Reading<V> reading) -> keeping.weightOf(reading.value()))
                .expireAfter(Expiry.<K, Reading<V>>writing((key, reading) -> timeToLive.of(reading)))
                .build();
    }

    boolean isFor(Reading<V> reading) {
        return keeping.keeps(reading.value());
    }

    boolean isOff() {
        return timeToLive.isNone();
    }

    @Nullable
    Reading<V> find(K key) {
        return readings.getIfPresent(key);
    }

    /** What has a higher stamp stays. */
    void put(K key, Reading<V> reading) {
        readings.asMap().merge(key, reading.inMemory(), (there, mine) -> mine.stamp() < there.stamp() ? there : mine);
    }

    void remove(K key) {
        readings.invalidate(key);
    }

    void clear() {
        readings.invalidateAll();
    }

    long size() {
        return readings.estimatedSize();
    }
}
