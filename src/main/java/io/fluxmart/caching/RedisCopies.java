package io.fluxmart.caching;

import io.fluxmart.platform.redis.RedisAccess;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/** One string for each key. A Redis that does not answer at once is left alone for a moment. */
final class RedisCopies<K, V> implements Copies<K, V> {

    private static final Logger log = LoggerFactory.getLogger(RedisCopies.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * The change of an answered write is in the log, and this node has heard of it, long before: the relay follows within
     * milliseconds, and PostgreSQL ends the transaction of one that stalls after ten seconds.
     */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(30);

    private static final RedisScript<Long> PUT = RedisScript.of("""
            local stamp, copy, time_to_live = unpack(ARGV)
            local there = redis.pcall('GET', KEYS[1])
            local theirs = type(there) == 'string' and tonumber(string.match(there, '^(%d+) ')) or -1
            if theirs > tonumber(stamp) then
                return 0
            end
            redis.call('SET', KEYS[1], copy, 'PX', time_to_live)
            return 1
            """, Long.class);

    private final RedisAccess redis;
    private final String name;
    private final int number;
    private final TimeToLive timeToLive;
    private final Duration patience;
    private final CopyFormat<V> format;
    private volatile long leftAloneUntil = System.nanoTime();

    RedisCopies(RedisAccess redis, String name, CopyShape<V> shape, TimeToLive timeToLive, Duration patience) {
        this.redis = redis;
        this.name = name;
        this.number = shape.format();
        this.timeToLive = timeToLive;
        this.patience = patience;
        this.format = new CopyFormat<>(shape.type());
    }

    @Override
    public Mono<Reading<V>> find(K key) {
        return briefly(redis.run(template -> template.opsForValue().get(keyOf(key))))
                .mapNotNull(this::read);
    }

    @Override
    public Mono<Void> put(K key, Reading<V> reading) {
        return briefly(redis.run(template -> template.execute(PUT, List.of(keyOf(key)), argumentsFor(reading))
                        .single()))
                .then();
    }

    /** All that the answer depends on: what it is of, and how it is written. */
    private String keyOf(K key) {
        return "cache:" + name + ":" + number + ":" + key;
    }

    private List<String> argumentsFor(Reading<V> reading) {
        return List.of(
                String.valueOf(reading.stamp()),
                format.write(reading),
                String.valueOf(timeToLive.of(reading).toMillis()));
    }

    private @Nullable Reading<V> read(String copy) {
        try {
            return format.read(copy, System.nanoTime() - MOST_BEHIND.toNanos());
        } catch (RuntimeException unreadable) {
            log.debug("A copy of {} cannot be read", name, unreadable);
            return null;
        }
    }

    private <T> Mono<T> briefly(Mono<T> command) {
        return Mono.defer(() -> isLeftAlone() ? Mono.empty() : command.timeout(patience))
                .doOnError(this::leaveAlone)
                .onErrorComplete();
    }

    private boolean isLeftAlone() {
        return System.nanoTime() - leftAloneUntil < 0;
    }

    private void leaveAlone(Throwable error) {
        log.debug("{} go without Redis for a moment: {}", name, error.toString());
        leftAloneUntil = System.nanoTime() + PAUSE.toNanos();
    }
}
