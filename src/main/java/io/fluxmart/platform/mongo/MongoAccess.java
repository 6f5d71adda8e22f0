package io.fluxmart.platform.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.lifecycle.Places;
import io.fluxmart.platform.observability.StorePresence;
import io.fluxmart.platform.observability.Traces;
import io.fluxmart.problem.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.ReactiveMongoTransactionManager;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * The way to MongoDB from a request. While MongoDB is away, the driver lets each operation wait for a server, without a
 * bound on how many; here the number is bounded, and the next one is refused at once. A request that has waited for as
 * long as the limit says is refused as well, while its operation runs to its end: a client that hangs up or is refused
 * leaves nothing half-done.
 */
@Component
public final class MongoAccess {

    private static final Logger log = LoggerFactory.getLogger(MongoAccess.class);

    private static final RetryBackoffSpec ONCE_THERE_IS_A_PRIMARY = Retry.backoff(5, Duration.ofMillis(50))
            .maxBackoff(Duration.ofSeconds(1))
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    /** Of those that change one document, one passes at a time; jitter lets them pass each other. */
    private static final RetryBackoffSpec ROLLED_BACK_BY_THE_SERVER = Retry.backoff(20, Duration.ofMillis(5))
            .maxBackoff(Duration.ofMillis(200))
            .jitter(0.75)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final ReactiveMongoOperations mongo;
    private final TransactionalOperator transaction;
    private final DetachedWork work;
    private final MongoSettings settings;
    private final Places places;
    private final Places placesForScans;
    private final StorePresence presence;
    private final Traces traces;

    MongoAccess(
            ReactiveMongoOperations mongo,
            ReactiveMongoDatabaseFactory factory,
            DetachedWork work,
            MongoSettings settings,
            MeterRegistry meters,
            Traces traces) {
        this.mongo = mongo;
        this.transaction = transactionOn(factory);
        this.work = work;
        this.settings = settings;
        this.places = new Places(settings.maxUnderWay());
        this.placesForScans = new Places(settings.maxScans());
        this.presence = new StorePresence("MongoDB", log, meters);
        this.traces = traces;
    }

    /** Not a bean: beside a second transaction manager, Boot would not make PostgreSQL's. */
    private static TransactionalOperator transactionOn(ReactiveMongoDatabaseFactory factory) {
        TransactionOptions options = TransactionOptions.builder()
                .readConcern(ReadConcern.SNAPSHOT)
                .writeConcern(WriteConcern.MAJORITY)
                .build();
        return TransactionalOperator.create(new ReactiveMongoTransactionManager(factory, options));
    }

    /**
     * Runs operations that must not be repeated blindly.
     *
     * @return {@link Unavailable} when MongoDB is away; whether anything was done is not known then
     */
    public <T> Mono<T> run(Function<ReactiveMongoOperations, Mono<T>> operations) {
        return bounded(places, Mono.defer(() -> operations.apply(mongo)));
    }

    /** Runs operations that may be repeated, reads for one; after a transient error they are, while the request waits. */
    public <T> Mono<T> runIdempotent(Function<ReactiveMongoOperations, Mono<T>> operations) {
        return bounded(places, repeated(operations));
    }

    /** As {@link #runIdempotent}, for reads that may have to look at a whole collection: few at a time. */
    public <T> Mono<T> runScan(Function<ReactiveMongoOperations, Mono<T>> operations) {
        return bounded(placesForScans, repeated(operations));
    }

    private <T> Mono<T> repeated(Function<ReactiveMongoOperations, Mono<T>> operations) {
        return repeated(Mono.defer(() -> operations.apply(mongo)), ONCE_THERE_IS_A_PRIMARY, MongoErrors::isTransient);
    }

    /**
     * Runs operations of which all take effect or none does, on a server that has transactions; see {@link
     * MongoCapabilities}. They are repeated when the server rolled them back.
     */
    public <T> Mono<T> runInTransaction(Function<ReactiveMongoOperations, Mono<T>> operations) {
        Mono<T> once = transaction.transactional(Mono.defer(() -> operations.apply(mongo)));
        return bounded(
                places,
                repeated(once, ROLLED_BACK_BY_THE_SERVER, MongoErrors::isRolledBack)
                        .onErrorMap(MongoErrors::isRolledBack, MongoAccess::tooManyAtOnce));
    }

    /** Not beyond the time limit: nobody waits any more, and what they were told should not change behind their back. */
    private <T> Mono<T> repeated(Mono<T> once, RetryBackoffSpec pace, Predicate<Throwable> mayPassNow) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return once.retryWhen(pace.filter(error -> mayPassNow.test(error)
                    && System.nanoTime() - start < settings.timeLimit().toNanos()));
        });
    }

    private <T> Mono<T> bounded(Places room, Mono<T> operations) {
        return Mono.defer(() ->
                        room.enter() ? work.run(watched(room, traced(operations))) : Mono.error(MongoAccess::full))
                .timeout(settings.timeLimit())
                .onErrorMap(TimeoutException.class, error -> Unavailable.becauseOfAStore());
    }

    /** The driver would have to be told whose command each is; one span for what a request asks of it tells as much. */
    private <T> Mono<T> traced(Mono<T> operations) {
        return !traces.areMade()
                ? operations
                : Mono.deferContextual(request -> {
                    Span span = traces.begin("mongodb", request).tag("db.system.name", "mongodb");
                    return operations.doOnError(span::error).doFinally(end -> span.end());
                });
    }

    /** The place is free before the answer travels on, to somebody who may ask for another one with it. */
    private <T> Mono<T> watched(Places room, Mono<T> operations) {
        return operations
                .doOnSuccess(answer -> presence.noteThatItAnswers())
                .onErrorMap(MongoErrors::isTooSlow, error -> tooSlow())
                .onErrorMap(MongoErrors::isAway, this::away)
                .doOnTerminate(room::leave);
    }

    private Unavailable away(Throwable error) {
        presence.noteThatItIsAway(error);
        return Unavailable.becauseOfAStore();
    }

    private static Unavailable tooSlow() {
        return new Unavailable("too_slow", "A store would have to look at too much for this. Ask for less.");
    }

    private static Unavailable full() {
        return new Unavailable("store_unavailable", "Too many wait for a store already. Try again.");
    }

    private static Unavailable tooManyAtOnce(Throwable contention) {
        return new Unavailable("contention", "Too many are changing the same thing; nothing was changed. Try again.");
    }
}
