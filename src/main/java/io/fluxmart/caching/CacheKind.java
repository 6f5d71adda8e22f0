package io.fluxmart.caching;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What a cache holds.
 *
 * @param name of the cache, in metrics and in Redis
 * @param timeToLive in memory and in Redis
 * @param maxEntries in memory; changes of more keys than that are not told apart
 * @param concern which keys an event makes void
 * @param query reads one from the store; empty when there is no such thing
 */
public record CacheKind<K, V>(
        String name, Duration timeToLive, int maxEntries, Concern<K> concern, Function<K, Mono<V>> query) {

    /** Which keys an event concerns. */
    public interface Concern<K> {

        /** @param data JSON */
        Set<K> of(String type, String data);
    }
}
