package io.fluxmart.rankings;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.events.EventLog;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Brings the rankings to the end of the log, batch by batch. What this node has just handed out is not read again. */
@Component
class FollowLog {

    private static final int BATCH = 500;

    /** A read that hangs on a broken connection must not silence the node for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final EventFeed feed;
    private final EventLog log;
    private final SalesInLog sales;
    private final RankingStore rankings;

    FollowLog(EventFeed feed, EventLog log, SalesInLog sales, RankingStore rankings) {
        this.feed = feed;
        this.log = log;
        this.sales = sales;
        this.rankings = rankings;
    }

    /**
     * Where the rankings stand then; empty when the log cannot be followed from there, because it has been cut off behind
     * the cursor, or was set back before it. Another node that is faster ends the way early.
     */
    Mono<Position> from(Position position) {
        return Mono.defer(() -> feed.recent().reachesBackTo(position.cursor())
                ? toEnd(position, feed.recent().head())
                : log.bounds()
                        .timeout(PATIENCE)
                        .filter(bounds -> bounds.canResumeAfter(position.cursor()))
                        .flatMap(bounds -> toEnd(position, bounds.head())));
    }

    private Mono<Position> toEnd(Position position, long head) {
        return Mono.just(position)
                .expand(reached -> reached.cursor() < head ? readBatch(reached) : Mono.empty())
                .last();
    }

    private Mono<Position> readBatch(Position from) {
        return next(from).filter(events -> followsOn(from, events)).flatMap(events -> apply(from, events));
    }

    private Mono<List<Event>> next(Position from) {
        List<Event> recent = feed.recent().after(from.cursor());
        return recent == null || recent.isEmpty()
                ? log.listAfter(from.cursor(), BATCH).timeout(PATIENCE)
                : Mono.just(recent.subList(0, Math.min(BATCH, recent.size())));
    }

    /** The log has no gaps, unless its old end was cut off this moment; the next round finds out. */
    private static boolean followsOn(Position from, List<Event> events) {
        return !events.isEmpty() && events.get(0).seq() == from.cursor() + 1;
    }

    private Mono<Position> apply(Position from, List<Event> events) {
        long last = events.get(events.size() - 1).seq();
        return sales.of(events)
                .flatMap(sold -> rankings.updateFrom(from, last, Sale.sum(sold)))
                .filter(isDone -> isDone)
                .map(done -> from.at(last));
    }
}
