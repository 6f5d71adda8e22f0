package io.fluxmart.events;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Wakes the other nodes over Redis pub/sub. Redis forgets who was not listening, so the message holds nothing but the
 * hint to look into the log; while Redis is away, polling takes over.
 */
@Component
class RedisWakeUps implements SmartLifecycle {

    static final String CHANNEL = "notifications";
    private static final Logger log = LoggerFactory.getLogger(RedisWakeUps.class);
    private static final String HINT = "{\"type\":\"events.logged\"}";

    private final ReactiveStringRedisTemplate redis;
    private final EventFeed feed;
    private final WakeSignal announcements = new WakeSignal();
    private final Disposable.Composite loops = Disposables.composite();

    RedisWakeUps(ReactiveStringRedisTemplate redis, EventFeed feed) {
        this.redis = redis;
        this.feed = feed;
    }

    /** Returns at once; hints that pile up while one is on its way become one. */
    void announce() {
        announcements.wake();
    }

    private Mono<Void> publish() {
        return redis.convertAndSend(CHANNEL, HINT)
                .doOnError(error -> log.debug("No hint for the other nodes: {}", error.toString()))
                .onErrorComplete()
                .then();
    }

    private Disposable listen() {
        return redis.listenToChannel(CHANNEL)
                .doOnNext(hint -> feed.wake())
                .doOnError(error -> log.warn("Redis is away, polling takes over: {}", error.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(5)))
                .subscribe();
    }

    @Override
    public void start() {
        loops.add(listen());
        loops.add(announcements.signals().concatMap(signal -> publish(), 0).subscribe());
    }

    @Override
    public void stop() {
        loops.dispose();
    }

    @Override
    public boolean isRunning() {
        return !loops.isDisposed() && loops.size() > 0;
    }
}
