package io.fluxmart.caching;

import reactor.core.publisher.Mono;

/** What the nodes have left for each other. Never fails, and never takes long; it may forget anything at any time. */
interface Copies<K, V> {

    /** For values that each node reads by itself. */
    static <K, V> Copies<K, V> none() {
        return new Copies<>() {
            @Override
            public Mono<Reading<V>> find(K key) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> put(K key, Reading<V> reading) {
                return Mono.empty();
            }
        };
    }

    Mono<Reading<V>> find(K key);

    /** A copy with a higher stamp stays. */
    Mono<Void> put(K key, Reading<V> reading);
}
