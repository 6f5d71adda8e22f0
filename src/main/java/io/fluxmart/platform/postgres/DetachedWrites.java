package io.fluxmart.platform.postgres;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Runs a write to its end, whoever hangs up. A cancel that reached the transaction would leave the outcome unknown and
 * hand a busy connection back to the pool (spring-framework reference, "Cancel Signals").
 *
 * <p>Deadlocks and serialization failures are tried again, since PostgreSQL has rolled them back whole; what still finds
 * no way past the others is refused with 503. How many writes are under way is bounded by the connection pool and its
 * queue.
 */
@Component
public final class DetachedWrites {

    private static final RetryBackoffSpec ROLLED_BACK_BY_THE_SERVER = Retry.backoff(5, Duration.ofMillis(5))
            .maxBackoff(Duration.ofMillis(200))
            .jitter(0.5)
            .filter(PostgresErrors::isRolledBack)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final DetachedWork work;

    DetachedWrites(DetachedWork work) {
        this.work = work;
    }

    /** @param transaction the whole write, {@code TransactionalOperator} included */
    public <T> Mono<T> run(Mono<T> transaction) {
        return work.run(retried(transaction).onErrorMap(PostgresErrors::isContention, contention -> tooManyAtOnce()));
    }

    /** Tried again as often as PostgreSQL has rolled it back whole, within limits. */
    public static <T> Mono<T> retried(Mono<T> transaction) {
        return transaction.retryWhen(ROLLED_BACK_BY_THE_SERVER);
    }

    /** Nothing was changed. */
    public static Unavailable tooManyAtOnce() {
        return new Unavailable("contention", "Too many are changing the same thing; nothing was changed. Try again.");
    }
}
