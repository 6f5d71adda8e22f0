package io.fluxmart.platform.redis;

import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.platform.observability.StorePresence;
import io.fluxmart.problem.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The way to Redis from a request.
 *
 * <p>The client makes its connection by waiting, under a lock, on the thread of whoever asks first. An event loop must
 * not wait; and on other threads, as long as Redis cannot be reached, callers would queue up, each for an attempt of its
 * own. So a pulse connects in the background from the start on, and goes on to ask Redis whether it is there: until it
 * answers, and again once it has failed to twice, commands are refused at once. A Redis that froze thus costs each
 * request its time limit for about a second, and nothing from then on. A start never waits for Redis.
 */
@Component
public final class RedisAccess implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RedisAccess.class);
    private static final Duration PULSE = Duration.ofMillis(250);

    /** A single answer may be late because this node paused. */
    private static final int LOST = 2;

    /** Some five seconds without an answer: a connection into the void, which TCP alone would keep for minutes. */
    private static final int STRANDED = 10;

    private final ReactiveStringRedisTemplate template;
    private final StorePresence presence;
    private final WorkLoop pulse = new WorkLoop(this::beat);
    private volatile int missed = LOST;

    RedisAccess(ReactiveStringRedisTemplate template, MeterRegistry meters) {
        this.template = template;
        this.presence = new StorePresence("Redis", log, meters);
    }

    /** {@link Unavailable} when Redis is away; whether the command was carried out is not known then. */
    public <T> Mono<T> run(Function<ReactiveStringRedisTemplate, Mono<T>> command) {
        return Mono.defer(() -> isThere() ? command.apply(template) : Mono.error(Unavailable::becauseOfAStore))
                .onErrorMap(RedisErrors::isAway, error -> {
                    presence.noteThatItIsAway(error);
                    return Unavailable.becauseOfAStore();
                });
    }

    private boolean isThere() {
        return missed < LOST && pulse.isRunning();
    }

    /** Not on the thread that asks for it: the first one connects. */
    private Mono<Void> beat() {
        return Flux.defer(this::ping)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnComplete(this::noteAnswer)
                .doOnError(this::noteMiss)
                .then();
    }

    private Flux<String> ping() {
        if (missed >= STRANDED) {
            missed = LOST;
            dropConnection();
        }
        return template.execute(ReactiveRedisConnection::ping);
    }

    private void dropConnection() {
        if (template.getConnectionFactory() instanceof LettuceConnectionFactory lettuce) {
            lettuce.resetConnection();
        }
    }

    private void noteAnswer() {
        missed = 0;
        presence.noteThatItAnswers();
    }

    private void noteMiss(Throwable error) {
        missed++;
        if (missed >= LOST) {
            presence.noteThatItIsAway(error);
        }
    }

    @Override
    public void start() {
        pulse.start(PULSE);
    }

    /** The client lets its connection go as well; after a restart it has to be made again, and not by a request. */
    @Override
    public void stop() {
        pulse.stop();
        missed = LOST;
    }

    @Override
    public boolean isRunning() {
        return pulse.isRunning();
    }

    /** After the client, in phase 0, and before the writes, in phase 2, which still reach Redis when they end at shutdown. */
    @Override
    public int getPhase() {
        return 1;
    }
}
