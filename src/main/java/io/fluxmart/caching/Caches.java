package io.fluxmart.caching;

import io.fluxmart.events.EventFeed;
import io.fluxmart.events.LocalCommits;
import io.fluxmart.platform.redis.RedisAccess;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes caches that follow the event log. To be asked before the feed starts, from a constructor. */
@Component
public class Caches {

    private final CacheSettings settings;
    private final EventFeed feed;
    private final LocalCommits commits;
    private final RedisAccess redis;
    private final MeterRegistry meters;

    Caches(CacheSettings settings, EventFeed feed, LocalCommits commits, RedisAccess redis, MeterRegistry meters) {
        this.settings = settings;
        this.feed = feed;
        this.commits = commits;
        this.redis = redis;
        this.meters = meters;
    }

    /** In memory and in Redis. */
    public <K, V> Cached<K, V> of(CacheKind<K, V> kind, CopyShape<V> shape) {
        Copies<K, V> copies =
                new RedisCopies<>(redis, kind.name(), shape, timeToLiveOf(kind), settings.redisPatience());
        return following(kind, Keeping.ofAtMost(kind.maxEntries()), copies);
    }

    /** In memory only. */
    public <K, V> Cached<K, V> inMemory(CacheKind<K, V> kind, Keeping<V> keeping) {
        return following(kind, keeping, Copies.none());
    }

    private <K, V> Cached<K, V> following(CacheKind<K, V> kind, Keeping<V> keeping, Copies<K, V> copies) {
        Cached<K, V> cached = new Cached<>(
                kind,
                new Memory<>(timeToLiveOf(kind), keeping),
                LogPosition.of(feed, settings.lease()),
                copies,
                new CacheMeters(meters, kind.name()));
        feed.addListener(cached);
        commits.addListener(cached);
        return cached;
    }

    /**
     * In memory only, and so briefly that other nodes need not be told.
     *
     * @param timeToLive 0 to ask the store each time
     * @param concern types of events that, committed here, void all
     */
    public <K, V> Brief<K, V> brief(
            String name,
            Duration timeToLive,
            Keeping<V> keeping,
            Predicate<String> concern,
            Function<K, Mono<V>> query) {
        Duration kept = settings.enabled() ? timeToLive : Duration.ZERO;
        Brief<K, V> brief = new Brief<>(kept, keeping, concern, query, new CacheMeters(meters, name));
        commits.addListener(brief);
        return brief;
    }

    private TimeToLive timeToLiveOf(CacheKind<?, ?> kind) {
        return settings.enabled() ? new TimeToLive(kind.timeToLive(), settings.absenceTimeToLive()) : TimeToLive.NONE;
    }
}
