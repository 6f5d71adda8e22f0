package io.fluxmart.platform.lifecycle;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.observability.RequestIdInLogs;
import io.fluxmart.problem.Failure;
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
import reactor.util.context.ContextView;

/**
 * Runs work to its end on a subscription of its own. A client that hangs up cancels its request; here that only means
 * that nobody reads the outcome. A shutdown waits for what is under way.
 *
 * <p>How much is under way at once is for those to bound who hand it in.
 */
@Component
public final class DetachedWork implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DetachedWork.class);

    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    public <T> Mono<T> run(Mono<T> work) {
        return Mono.deferContextual(context -> {
            CompletableFuture<Signal<T>> outcome =
                    work.materialize().contextWrite(context).toFuture();
            underWay.add(outcome);
            outcome.whenComplete((signal, error) -> underWay.remove(outcome));
            return Mono.fromFuture(outcome, true)
                    .<T>handle(DetachedWork::tell)
                    .doOnCancel(() -> reportUnlessHeard(outcome, context));
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
    private static void reportUnlessHeard(CompletableFuture<? extends Signal<?>> outcome, ContextView request) {
        if (!outcome.isDone()) {
            outcome.thenAccept(signal -> {
                Throwable error = signal.getThrowable();
                if (error != null && !(error instanceof Failure)) {
                    RequestIdInLogs.within(
                            request,
                            () -> log.warn("Work on a store failed whose client had hung up: {}", error.toString()));
                }
            });
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Lets the work under way finish before the stores go; Spring bounds the wait. */
    @Override
    public void stop(Runnable done) {
        CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).whenComplete((all, error) -> {
            running = false;
            done.run();
        });
    }

    @Override
    public void stop() {
        stop(() -> log.debug("No work is under way."));
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
