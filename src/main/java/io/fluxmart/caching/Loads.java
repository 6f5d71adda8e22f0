package io.fluxmart.caching;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** At most one load under way for each key, and one that waits for it to end. */
final class Loads<K, V> {

    private final BiFunction<K, Load<V>, Mono<Reading<V>>> work;

    /** The one that waits, or else the one under way. */
    private final Map<K, Load<V>> last = new ConcurrentHashMap<>();

    Loads(BiFunction<K, Load<V>, Mono<Reading<V>>> work) {
        this.work = work;
    }

    /** @param isGood whether a query that began at that moment tells whoever asks now what they are to see */
    Mono<Reading<V>> join(K key, Predicate<Moment> isGood) {
        return Mono.defer(() -> last.compute(
                        key, (same, load) -> load != null && load.isOpen(isGood) ? load : after(load, key))
                .outcome());
    }

    private Load<V> after(@Nullable Load<V> before, K key) {
        Mono<Void> turn = before == null ? Mono.empty() : before.end();
        return new Load<>(turn, load -> work.apply(key, load), load -> last.remove(key, load));
    }
}
