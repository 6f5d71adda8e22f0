package io.fluxmart.rankings;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.postgres.Ids;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fills the rankings anew from the orders in PostgreSQL. Orders may flow meanwhile, and the old rankings are read and
 * followed on; in the end the new ones take their place, as of the snapshot, and whoever follows the log goes on from there.
 */
@Component
public class RebuildRankings {

    private static final Logger log = LoggerFactory.getLogger(RebuildRankings.class);
    private static final int CHUNK = 500;

    /** The lock is prolonged several times before it would expire. */
    private static final int PROLONGED = 3;

    private final SnapshotStore snapshot;
    private final RebuildStore rebuilds;
    private final RankingSettings settings;
    private final DetachedWork work;
    private final TransactionalOperator oneSnapshot;

    RebuildRankings(
            SnapshotStore snapshot,
            RebuildStore rebuilds,
            RankingSettings settings,
            DetachedWork work,
            ReactiveTransactionManager transactions) {
        this.snapshot = snapshot;
        this.rebuilds = rebuilds;
        this.settings = settings;
        this.work = work;
        this.oneSnapshot = TransactionalOperator.create(transactions, readingOneSnapshot());
    }

    private static TransactionDefinition readingOneSnapshot() {
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        return definition;
    }

    /**
     * {@link RebuildUnderWay} when another is at it; {@link DraftLost} when Redis lost what was written;
     * {@link io.fluxmart.problem.Unavailable} when Redis is away; {@link TimeoutException} past the time limit. After an
     * error the rankings are what they were. A cancel ends only the waiting: it would hand a connection back to the pool
     * whose statement goes on for minutes, and leave the lock to expire.
     */
    public Mono<Void> run() {
        return work.run(Mono.defer(() -> run(Ids.next().toString())));
    }

    private Mono<Void> run(String token) {
        return rebuilds.claimLock(token)
                .flatMap(isOurs -> isOurs ? keepingLock(token, fill(token)) : Mono.error(RebuildUnderWay::new))
                .flatMap(draft -> publish(token, draft))
                .onErrorResume(
                        error -> rebuilds.abandon(token).onErrorComplete().then(Mono.error(error)));
    }

    private Mono<Draft> fill(String token) {
        return oneSnapshot.transactional(snapshot.setStatementTimeout(settings.rebuildStatementTimeout())
                .then(snapshot.findHead())
                .flatMap(head -> copy(token).map(written -> new Draft(head, written))));
    }

    private Mono<Long> copy(String token) {
        return Flux.concat(snapshot.streamProducts(), snapshot.streamCustomers())
                .buffer(CHUNK)
                .concatMap(scores -> insert(token, scores), 1)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> insert(String token, List<Score> scores) {
        return rebuilds.insert(token, scores)
                .filter(isWritten -> isWritten)
                .switchIfEmpty(Mono.error(DraftLost::new))
                .thenReturn((long) scores.size());
    }

    private Mono<Void> publish(String token, Draft draft) {
        return rebuilds.publish(token, draft.head(), draft.written())
                .filter(isPublished -> isPublished)
                .switchIfEmpty(Mono.error(DraftLost::new))
                .doOnNext(done -> log.info("Rankings rebuilt: {} scores as of event {}", draft.written(), draft.head()))
                .then();
    }

    /**
     * A statement may take longer than the lock lasts. A lost lock does not cancel it: the next write finds out. A connection
     * that died silently would have the lock prolonged for hours; past the time limit the work is cancelled.
     */
    private <T> Mono<T> keepingLock(String token, Mono<T> work) {
        Mono<T> prolonging = Flux.interval(settings.rebuildLock().dividedBy(PROLONGED))
                .onBackpressureDrop()
                .concatMap(tick -> rebuilds.keepLock(token).onErrorReturn(false), 1)
                .take(settings.rebuildTimeLimit())
                .then(Mono.error(RebuildRankings::tooSlow));
        return Mono.firstWithSignal(work, prolonging);
    }

    private static TimeoutException tooSlow() {
        return new TimeoutException("PostgreSQL did not answer within the time limit of a rebuild");
    }

    private record Draft(long head, long written) {}
}
