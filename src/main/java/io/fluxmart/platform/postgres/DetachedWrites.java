package io.fluxmart.platform.postgres;

import static java.util.Objects.requireNonNull;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.SynchronousSink;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Runs a write to its end on a subscription of its own. A client that hangs up cancels its request; a cancel that
 * reached the transaction would leave the outcome unknown and hand a busy connection back to the pool (spring-framework
 * reference, "Cancel Signals"). Here it only means that nobody reads the answer.
 *
 * <p>Deadlocks and serialization failures are tried again, since PostgreSQL has rolled them back whole; what still finds
 * no way past the others is refused with 503. How many writes are under way is bounded by the connection pool and its
 * queue.
 */
@Component
public final class DetachedWrites implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DetachedWrites.class);
    private static final RetryBackoffSpec ROLLED_BACK_BY_THE_SERVER = Retry.backoff(5, Duration.ofMillis(5))
            .maxBackoff(Duration.ofMillis(200))
            .jitter(0.5)
            .filter(PostgresErrors::isRolledBack)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** @param transaction the whole write, {@code TransactionalOperator} included */
    public <T> Mono<T> run(Mono<T> transaction) {
        return Mono.deferContextual(context -> {
            CompletableFuture<Signal<T>> outcome = transaction
                    .retryWhen(ROLLED_BACK_BY_THE_SERVER)
                    .onErrorMap(PostgresErrors::isContention, DetachedWrites::tooManyAtOnce)
                    .materialize()
                    .contextWrite(context)
                    .toFuture();
            underWay.add(outcome);
            outcome.whenComplete((signal, error) -> underWay.remove(outcome));
            return Mono.fromFuture(outcome, true)
                    .<T>handle(DetachedWrites::tell)
                    .doOnCancel(() -> reportUnlessHeard(outcome));
        });
    }

    private static <T> void tell(Signal<T> outcome, SynchronousSink<T> reader) {
        if (outcome.isOnError()) {
            reader.error(requireNonNull(outcome.getThrowable()));
        } else if (outcome.hasValue()) {
            reader.next(requireNonNull(outcome.get()));
        }
    }

    /** A refusal is nobody's business any more; a failure would have been logged with the answer. */
    private static void reportUnlessHeard(CompletableFuture<? extends Signal<?>> outcome) {
        if (!outcome.isDone()) {
            outcome.thenAccept(signal -> {
                Throwable error = signal.getThrowable();
                if (error != null && !(error instanceof Failure)) {
                    log.warn("A write failed whose client had hung up: {}", error.toString());
                }
            });
        }
    }

    private static Unavailable tooManyAtOnce(Throwable contention) {
        return new Unavailable("contention", "Too many are changing the same thing; nothing was changed. Try again.");
    }

    @Override
    public void start() {
        running = true;
    }

    /** Lets the writes under way finish before the pool goes; Spring bounds the wait. */
    @Override
    public void stop(Runnable done) {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).whenComplete((all, error) -> {
            running = false;
            done.run();
        });
    }

    @Override
    public void stop() {
        stop(() -> log.debug("No write is under way."));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the web server, which takes no new requests by then, and before the way to Redis, in phase 1. */
    @Override
    public int getPhase() {
        return 2;
    }
}
