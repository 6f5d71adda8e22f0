package io.fluxmart.events;

import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Unavailable;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells of changes in a store that has no transaction in common with the log (docs/adr/0028). They are told once they are
 * made; a node that dies in between, or for which PostgreSQL is away just then, tells the others nothing. So whoever
 * listens to such events must not rely on them alone.
 */
@Component
public class ChangesElsewhere {

    private static final Logger log = LoggerFactory.getLogger(ChangesElsewhere.class);

    private final Outbox outbox;
    private final LocalCommits commits;
    private final JsonMapper json;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final DetachedWork work;

    ChangesElsewhere(
            Outbox outbox,
            LocalCommits commits,
            JsonMapper json,
            TransactionalOperator transaction,
            DetachedWrites writes,
            DetachedWork work) {
        this.outbox = outbox;
        this.commits = commits;
        this.json = json;
        this.transaction = transaction;
        this.writes = writes;
        this.work = work;
    }

    /**
     * Makes the change, then tells of it, and then only answers; to its end, whoever hangs up. A change that failed may
     * have been made nevertheless, and is told; one that was refused is not.
     *
     * @return what the change returns, also if the others cannot be told
     */
    public <T> Mono<T> run(Mono<T> change, List<NewEvent> events) {
        Mono<Void> tell = Mono.defer(() -> tell(events));
        return work.run(change.materialize()
                .delayUntil(outcome -> mayBeMade(outcome) ? tell : Mono.empty())
                .dematerialize());
    }

    private static boolean mayBeMade(Signal<?> outcome) {
        Throwable error = outcome.getThrowable();
        return !(error instanceof Failure) || error instanceof Unavailable;
    }

    private Mono<Void> tell(List<NewEvent> events) {
        return writes.run(transaction.transactional(outbox.append(events.toArray(NewEvent[]::new))))
                .onErrorResume(error -> Mono.fromRunnable(() -> tellHere(events, error)));
    }

    /** The change is made, and its writer reads from this node. */
    private void tellHere(List<NewEvent> events, Throwable error) {
        log.warn("Other nodes are not told of {}: {}", events.get(0).type(), error.toString());
        events.forEach(event -> commits.tell(event.type(), json.writeValueAsString(event.data())));
    }
}
