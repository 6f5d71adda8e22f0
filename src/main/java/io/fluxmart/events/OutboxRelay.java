package io.fluxmart.events;

import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.platform.postgres.DetachedWrites;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Moves outbox rows to the event log. Every node runs one; an advisory lock that lasts as long as the moving transaction
 * lets one of them through at a time, so that a node that dies or stalls hands over by itself.
 */
@Component
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Under load fifty passes a second move more events each, instead of one behind each batch of orders. */
    private static final Duration PACE = Duration.ofMillis(20);

    private final OutboxMoves moves;
    private final EventSettings settings;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final EventFeed feed;
    private final RedisWakeUps otherNodes;
    private final WorkLoop loop = new WorkLoop(this::drain, PACE);

    OutboxRelay(
            OutboxMoves moves,
            EventSettings settings,
            TransactionalOperator transaction,
            DetachedWrites writes,
            EventFeed feed,
            RedisWakeUps otherNodes) {
        this.moves = moves;
        this.settings = settings;
        this.transaction = transaction;
        this.writes = writes;
        this.feed = feed;
        this.otherNodes = otherNodes;
    }

    /** Something was committed to the outbox. */
    void wake() {
        loop.wake();
    }

    /** Moves whatever is in the outbox. An error leaves it there for the next round. */
    private Mono<Void> drain() {
        return Mono.defer(this::move)
                .doOnNext(this::announce)
                .repeat()
                .takeUntil(moved -> moved < settings.batchSize())
                .then()
                .doOnError(error -> log.warn("The outbox waits for the next round: {}", error.toString()));
    }

    /** Only the wait is cut short: a pass that hangs on a broken connection is left alone, and the lock keeps order. */
    private Mono<Long> move() {
        return writes.run(transaction.transactional(moves.moveInTurn(settings.batchSize())))
                .timeout(PATIENCE);
    }

    private void announce(long moved) {
        if (moved > 0) {
            feed.wake();
            otherNodes.announce();
        }
    }

    @Override
    public void start() {
        loop.start(settings.pollInterval());
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
