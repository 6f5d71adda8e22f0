package io.fluxmart.events;

import io.fluxmart.platform.lifecycle.WorkLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Wakes the other nodes over Redis pub/sub. Redis forgets who was not listening, so the message holds nothing but the
 * hint to look into the log; while Redis is away, polling takes over.
 *
 * <p>The client connects by waiting, so both directions do it on a thread that may.
 */
@Component
class RedisWakeUps implements SmartLifecycle {

    static final String CHANNEL = "notifications";
    private static final Logger log = LoggerFactory.getLogger(RedisWakeUps.class);
    private static final String HINT = "{\"type\":\"events.logged\"}";
    private static final Retry UNTIL_REDIS_IS_BACK = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(5))
            .transientErrors(true);

    private final ReactiveStringRedisTemplate redis;
    private final EventFeed feed;
    private final WorkLoop announcements = new WorkLoop(this::publish);
    private Disposable listening = Disposables.disposed();

    RedisWakeUps(ReactiveStringRedisTemplate redis, EventFeed feed) {
        this.redis = redis;
        this.feed = feed;
    }

    /** Returns at once; hints that pile up while one is on its way become one. */
    void announce() {
        announcements.wake();
    }

    private Mono<Void> publish() {
        return Mono.defer(() -> redis.convertAndSend(CHANNEL, HINT))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnError(error -> log.debug("No hint for the other nodes: {}", error.toString()))
                .then();
    }

    /** A container whose connection broke stays broken, so each try makes a new one. */
    @Override
    public void start() {
        listening = Flux.defer(() -> redis.listenToChannel(CHANNEL))
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(hint -> feed.wake())
                .doOnError(error -> log.warn("Redis is away, polling takes over: {}", error.toString()))
                .repeatWhen(ends -> ends.delayElements(Duration.ofMillis(200)))
                .retryWhen(UNTIL_REDIS_IS_BACK)
                .subscribe();
    }

    @Override
    public void stop() {
        listening.dispose();
    }

    @Override
    public boolean isRunning() {
        return !listening.isDisposed();
    }
}
