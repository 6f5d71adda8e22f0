package io.fluxmart.events;

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

    private final OutboxMoves moves;
    private final EventSettings settings;
    private final TransactionalOperator transaction;
    private final EventFeed feed;
    private final RedisWakeUps otherNodes;
    private final WorkLoop loop = new WorkLoop(this::drain);

    OutboxRelay(
            OutboxMoves moves,
            EventSettings settings,
            TransactionalOperator transaction,
            EventFeed feed,
            RedisWakeUps otherNodes) {
        this.moves = moves;
        this.settings = settings;
        this.transaction = transaction;
        this.feed = feed;
        this.otherNodes = otherNodes;
    }

    /** Something was committed to the outbox. */
    void wake() {
        loop.wake();
    }

    /** Moves whatever is in the outbox. An error leaves it there for the next round. */
    private Mono<Void> drain() {
        return Mono.defer(() -> transaction.transactional(moves.moveIfMyTurn(settings.batchSize())))
                .doOnNext(this::announce)
                .repeat()
                .takeUntil(moved -> moved < settings.batchSize())
                .then()
                .doOnError(error -> log.warn("The outbox waits for the next round: {}", error.toString()));
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
