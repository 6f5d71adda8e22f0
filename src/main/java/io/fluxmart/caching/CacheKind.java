package io.fluxmart.caching;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/**
 * What a cache holds.
 *
 * @param name of the cache, in metrics and in Redis
 * @param format to be counted up when a component of the record changes its meaning; other changes of its shape show by
 *     themselves
 * @param timeToLive in memory and in Redis
 * @param maxEntries in memory
 * @param concern which keys an event makes void
 * @param query reads one from PostgreSQL; empty when there is no such thing
 */
public record CacheKind<K, V>(
        String name,
        int format,
        TypeReference<V> type,
        Duration timeToLive,
        int maxEntries,
        Concern<K> concern,
        Function<K, Mono<V>> query) {

    /** Which keys an event concerns. */
    public interface Concern<K> {

        /** @param data JSON */
        Set<K> of(String type, String data);
    }
}
