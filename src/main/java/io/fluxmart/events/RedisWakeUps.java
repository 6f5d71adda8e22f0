package io.fluxmart.events;

import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.platform.redis.RedisAccess;
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
 * <p>A subscription can go deaf and keep its connection (spring-data-redis #2833, #3307). So each node sends a heartbeat
 * through the channel, and one that hears nobody's listens anew.
 */
@Component
class RedisWakeUps implements SmartLifecycle {

    static final String CHANNEL = "notifications";
    private static final Logger log = LoggerFactory.getLogger(RedisWakeUps.class);
    private static final String HINT = "{\"type\":\"events.logged\"}";
    private static final String HEARTBEAT = "{\"type\":\"heartbeat\"}";
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);
    private static final Duration DEAF = Duration.ofSeconds(4);
    private static final Retry UNTIL_REDIS_IS_BACK = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(5))
            .transientErrors(true);

    private final RedisAccess redis;
    private final ReactiveStringRedisTemplate subscriptions;
    private final EventFeed feed;
    private final WorkLoop announcements = new WorkLoop(() -> publish(HINT));
    private final WorkLoop heartbeats = new WorkLoop(() -> publish(HEARTBEAT));
    private Disposable listening = Disposables.disposed();

    RedisWakeUps(RedisAccess redis, ReactiveStringRedisTemplate subscriptions, EventFeed feed) {
        this.redis = redis;
        this.subscriptions = subscriptions;
        this.feed = feed;
    }

    /** Returns at once; hints that pile up while one is on its way become one. */
    void announce() {
        announcements.wake();
    }

    private Mono<Void> publish(String message) {
        return redis.run(template -> template.convertAndSend(CHANNEL, message)).then();
    }

    /** A container whose connection broke stays broken, so each try makes a new one, on a thread that may wait. */
    @Override
    public void start() {
        heartbeats.start(BETWEEN_HEARTBEATS);
        listening = Flux.defer(() -> subscriptions.listenToChannel(CHANNEL))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(DEAF)
                .doOnNext(message -> hear(message.getMessage()))
                .doOnError(error -> log.debug("Listening to Redis begins anew: {}", error.toString()))
                .repeatWhen(ends -> ends.delayElements(Duration.ofMillis(200)))
                .retryWhen(UNTIL_REDIS_IS_BACK)
                .subscribe();
    }

    private void hear(String message) {
        if (message.equals(HINT)) {
            feed.wake();
        }
    }

    @Override
    public void stop() {
        heartbeats.stop();
        listening.dispose();
    }

    @Override
    public boolean isRunning() {
        return !listening.isDisposed();
    }
}
