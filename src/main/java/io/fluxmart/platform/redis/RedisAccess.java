package io.fluxmart.platform.redis;

import io.fluxmart.platform.observability.StorePresence;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The way to Redis from a request.
 *
 * <p>The client makes its connection by waiting, under a lock, on the thread of whoever asks first. An event loop must
 * not wait; and on other threads, as long as Redis cannot be reached, callers would queue up, each for an attempt of its
 * own. So one task connects in the background from the start on, and until it has, commands are refused at once. From
 * then on the client reconnects by itself and refuses commands while it does. A start never waits for Redis.
 */
@Component
public final class RedisAccess implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisAccess.class);
    private static final Retry UNTIL_REDIS_IS_THERE = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
            .maxBackoff(Duration.ofSeconds(2))
            .doBeforeRetry(RedisAccess::report);

    private final ReactiveStringRedisTemplate template;
    private final StorePresence presence = new StorePresence("Redis", log);
    private volatile boolean isConnected;
    private volatile boolean isRunning;
    private Disposable connecting = Disposables.disposed();

    RedisAccess(ReactiveStringRedisTemplate template) {
        this.template = template;
    }

    /** {@link Unavailable} when Redis is away; whether the command was carried out is not known then. */
    public <T> Mono<T> run(Function<ReactiveStringRedisTemplate, Mono<T>> command) {
        return Mono.defer(() -> isConnected ? command.apply(template) : Mono.error(RedisAccess::away))
                .doOnSuccess(answer -> presence.noteThatItAnswers())
                .onErrorMap(RedisErrors::isAway, error -> {
                    presence.noteThatItIsAway(error);
                    return away();
                });
    }

    private static Unavailable away() {
        return new Unavailable("store_unavailable", "A store did not answer in time. Try again.");
    }

    @Override
    public void start() {
        isRunning = true;
        connecting = Flux.defer(() -> template.execute(ReactiveRedisConnection::ping))
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(UNTIL_REDIS_IS_THERE)
                .subscribe(pong -> isConnected = true);
    }

    private static void report(Retry.RetrySignal attempt) {
        if (attempt.totalRetries() == 0) {
            log.warn("Redis is away: {}", attempt.failure().toString());
        }
    }

    /** The client lets its connection go as well; after a restart it has to be made again, and not by a request. */
    @Override
    public void stop() {
        connecting.dispose();
        isConnected = false;
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** After the client, in phase 0, and before the writes, in phase 2, which still reach Redis when they end at shutdown. */
    @Override
    public int getPhase() {
        return 1;
    }
}
