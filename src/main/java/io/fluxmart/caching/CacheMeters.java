package io.fluxmart.caching;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * What a cache tells about itself: {@code fluxmart.cache.reads} by where the answer came from, {@code
 * fluxmart.cache.load}, the time of each query, and {@code fluxmart.cache.size}, entries in memory. Readers who share a
 * query count one by one as read from the database, the query once.
 */
final class CacheMeters {

    private static final String CACHE = "cache";

    private final MeterRegistry registry;
    private final String cache;
    private final Map<Source, Counter> reads;
    private final Timer load;

    CacheMeters(MeterRegistry registry, String cache) {
        this.registry = registry;
        this.cache = cache;
        this.reads = Arrays.stream(Source.values())
                .collect(Collectors.toMap(
                        Function.identity(), this::counter, (one, other) -> one, () -> new EnumMap<>(Source.class)));
        this.load = registry.timer("fluxmart.cache.load", CACHE, cache);
    }

    private Counter counter(Source source) {
        return registry.counter("fluxmart.cache.reads", CACHE, cache, "from", source.word());
    }

    void watchSize(Supplier<Number> size) {
        Gauge.builder("fluxmart.cache.size", size).tag(CACHE, cache).register(registry);
    }

    void countRead(Source source) {
        requireNonNull(reads.get(source)).increment();
    }

    <T> Mono<T> timed(Mono<T> query) {
        return Mono.defer(() -> {
            Timer.Sample begin = Timer.start(registry);
            return query.doOnTerminate(() -> begin.stop(load));
        });
    }
}
