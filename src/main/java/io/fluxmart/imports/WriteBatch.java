package io.fluxmart.imports;

import io.fluxmart.intakes.Intake;
import io.fluxmart.intakes.Rehearsal;
import io.fluxmart.intakes.Reject;
import io.fluxmart.intakes.Taken;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.PostgresErrors;
import io.fluxmart.problem.Unavailable;
import io.r2dbc.spi.R2dbcException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Writes a batch and how far the import is in one transaction, so that whoever goes on finds both or neither. The rows that
 * say who runs it and how far it is are locked first: whoever lost it, or is behind, writes nothing.
 */
@Component
class WriteBatch {

    /** Stands for the field where PostgreSQL does not say which it is. */
    private static final String WHOLE_ROW = "row";

    private final StepStore steps;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final ImportSettings settings;

    WriteBatch(StepStore steps, TransactionalOperator transaction, DetachedWrites writes, ImportSettings settings) {
        this.steps = steps;
        this.transaction = transaction;
        this.writes = writes;
        this.settings = settings;
    }

    /** {@link TakenOver}, {@link ImportCancelled}; what PostgreSQL refuses of a row becomes a reject. */
    Mono<Void> write(Run run, Intake intake, Batch batch) {
        return once(run, batch, take(run, intake, batch))
                .onErrorResume(error -> isForEachAlone(batch, error), error -> writeSingly(run, intake, batch, error));
    }

    /**
     * Of what PostgreSQL refuses, a row is at fault. What several tries did not bring in may be too much at once: an import
     * keeps its batch size, and would meet the same limit for ever.
     */
    private static boolean isForEachAlone(Batch batch, Throwable error) {
        return PostgresErrors.isOfValue(error) || batch.isOfSeveral() && mayPass(error);
    }

    /** A commit that nobody heard of is no harm: the second try finds the step at the end of the batch. */
    private Mono<Void> once(Run run, Batch batch, Mono<Taken> take) {
        Mono<Void> all = steps.lock(run.importId(), run.runner(), batch)
                .filter(Fence::requireOpen)
                .flatMap(open -> take)
                .flatMap(taken -> steps.note(run.importId(), batch, taken));
        return writes.run(transaction.transactional(all)).retryWhen(severalTimes(batch));
    }

    private static Mono<Taken> take(Run run, Intake intake, Batch batch) {
        Rehearsal rehearsal = run.rehearsal();
        String source = run.taken().source();
        return Mono.defer(() -> rehearsal == null
                ? intake.take(run.importId(), source, batch.rows())
                : intake.rehearse(rehearsal, source, batch.rows()));
    }

    /** The statement as a whole was refused, or took too long; row by row, only what is at fault is refused. */
    private Mono<Void> writeSingly(Run run, Intake intake, Batch batch, Throwable error) {
        if (batch.isOfSeveral()) {
            return Flux.fromIterable(batch.split())
                    .concatMap(one -> write(run, intake, one))
                    .then();
        }
        Reject refused =
                new Reject(batch.last(), WHOLE_ROW, "PostgreSQL refuses it: " + PostgresErrors.reasonOf(error));
        return once(run, batch, Mono.just(new Taken(0, List.of(refused))));
    }

    private RetryBackoffSpec severalTimes(Batch batch) {
        return Retry.backoff(settings.retries(), settings.retryDelay())
                .filter(error -> mayPass(error) && !(batch.isOfSeveral() && PostgresErrors.isOutOfTime(error)))
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }

    private static boolean mayPass(Throwable error) {
        return !PostgresErrors.isOfValue(error)
                && (error instanceof DataAccessException
                        || error instanceof TransactionException
                        || error instanceof R2dbcException
                        || error instanceof Unavailable);
    }
}
