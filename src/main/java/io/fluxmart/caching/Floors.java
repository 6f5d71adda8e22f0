package io.fluxmart.caching;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The floor of each key, in bounded memory. Keys are kept in two generations; when the young one is full, the old one is
 * forgotten, and the highest floor in it holds for all keys from then on. So what is forgotten costs loads, never truth.
 */
final class Floors<K> {

    /** Earlier than anything that is ever looked at. */
    private static final long NEVER = System.nanoTime() - Duration.ofDays(1).toNanos();

    private static final Floor NO_EVENT = new Floor(Long.MIN_VALUE, NEVER);

    private final int keysPerGeneration;

    /** Admits nothing before the log was first read. */
    private volatile Floor ofAll = new Floor(Long.MAX_VALUE, NEVER);

    private volatile Map<K, Floor> young = new ConcurrentHashMap<>();
    private volatile Map<K, Floor> old = Map.of();

    Floors(int keysPerGeneration) {
        this.keysPerGeneration = keysPerGeneration;
    }

    /** What happened to any key before is not known. */
    synchronized void startAt(long head) {
        ofAll = new Floor(head, ofAll.changedAt());
    }

    void raise(K key, long seq) {
        raise(key, new Floor(seq, NEVER));
    }

    void raiseAll(long seq) {
        raiseAll(new Floor(seq, NEVER));
    }

    void raiseNow(K key) {
        raise(key, Floor.now());
    }

    /** Reads in the opposite order in which {@link #forgetTheOld} writes, so that no floor is missed on its way. */
    Floor of(K key) {
        Floor lately = orNone(young.get(key));
        Floor before = orNone(old.get(key));
        return ofAll.and(before).and(lately);
    }

    private synchronized void raise(K key, Floor floor) {
        if (young.size() >= keysPerGeneration) {
            forgetTheOld();
        }
        young.merge(key, floor, Floor::and);
    }

    private synchronized void raiseAll(Floor floor) {
        ofAll = ofAll.and(floor);
    }

    private void forgetTheOld() {
        raiseAll(old.values().stream().reduce(NO_EVENT, Floor::and));
        old = young;
        young = new ConcurrentHashMap<>();
    }

    private static Floor orNone(@Nullable Floor floor) {
        return floor == null ? NO_EVENT : floor;
    }
}
