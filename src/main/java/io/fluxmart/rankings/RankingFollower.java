package io.fluxmart.rankings;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Looks after the rankings on this node: one node at a time follows the log, woken by its events, and has them rebuilt when
 * Redis has none, or none that the log goes on from, or an event makes no sense. The others ask in each interval whether it
 * is their turn.
 */
@Component
class RankingFollower implements SmartLifecycle, EventFeed.Listener {

    private static final Logger log = LoggerFactory.getLogger(RankingFollower.class);
    private static final String NONE = "";

    /** Nobody sees a bestseller sooner; reading and summing up many events costs little more than few. */
    private static final Duration PACE = Duration.ofMillis(100);

    private final String node = Ids.next().toString();
    private final RankingStore rankings;
    private final FollowLog followLog;
    private final RebuildRankings rebuildRankings;
    private final RankingSettings settings;
    private final EventFeed feed;
    private final WorkLoop following = new WorkLoop(this::follow, PACE);
    private final WorkLoop rebuilding = new WorkLoop(this::rebuild);
    private final Pause pause = new Pause(System::nanoTime);
    private volatile String trouble = NONE;
    private volatile boolean isFollowing;
    private volatile boolean isMissing;
    private volatile long cursor;

    RankingFollower(
            RankingStore rankings,
            FollowLog followLog,
            RebuildRankings rebuildRankings,
            RankingSettings settings,
            EventFeed feed) {
        this.rankings = rankings;
        this.followLog = followLog;
        this.rebuildRankings = rebuildRankings;
        this.settings = settings;
        this.feed = feed;
        feed.addListener(this);
    }

    /** How many events this node knows of that it does not know to be in the rankings; all while there are none. */
    long lag() {
        return Math.max(0, feed.head() - cursor);
    }

    private Mono<Void> follow() {
        return rankings.claimTurn(node, settings.turn())
                .doOnNext(this::note)
                .filter(Turn::isOurs)
                .flatMap(this::goOn)
                .doOnSuccess(done -> trouble = NONE)
                .doOnError(this::reportTrouble)
                .doOnError(UnreadableEvent.class, error -> rebuildMissing()); // which does not read the log
    }

    /** Of each kind one line, until all is well again. That Redis is away has been said by the way there. */
    private void reportTrouble(Throwable error) {
        String kind = error.getClass().getName();
        if (error instanceof Unavailable || kind.equals(trouble)) {
            log.debug("The rankings stay where they are: {}", error.toString());
        } else {
            trouble = kind;
            log.warn("The rankings stay where they are: {}", error.toString());
        }
    }

    private void note(Turn turn) {
        isFollowing = turn.isOurs() && turn.position() != null;
        isMissing = false;
        cursor = turn.position() == null ? 0 : turn.position().cursor();
    }

    private void note(Position reached) {
        cursor = reached.cursor();
        pause.end();
    }

    private Mono<Void> goOn(Turn turn) {
        return Mono.justOrEmpty(turn.position())
                .flatMap(followLog::from)
                .doOnNext(this::note)
                .switchIfEmpty(Mono.fromRunnable(this::rebuildMissing))
                .then();
    }

    private void rebuildMissing() {
        isFollowing = false;
        isMissing = true;
        rebuilding.wake();
    }

    private Mono<Void> rebuild() {
        return isMissing && pause.isOver() ? tryToRebuild() : Mono.empty();
    }

    private Mono<Void> tryToRebuild() {
        long begun = System.nanoTime();
        return rebuildRankings
                .run()
                .doOnSuccess(done -> followOn())
                .doOnError(error -> noteFailure(error, Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** Each try reads all orders, but for one that finds another at work. */
    private void noteFailure(Throwable error, Duration triedFor) {
        report(error);
        if (!(error instanceof RebuildUnderWay)) {
            pause.begin(triedFor);
        }
    }

    /** There are rankings, and it may be this node's turn. */
    void followOn() {
        isMissing = false;
        pause.end();
        following.wake();
    }

    /** That Redis is away, or another at work, is known. */
    private static void report(Throwable error) {
        if (!(error instanceof Failure)) {
            log.warn("The rankings are not rebuilt yet: {}", error.toString());
        }
    }

    /** While there is nothing to follow, the interval alone sets the pace. */
    @Override
    public void onEvent(Event event) {
        if (isFollowing) {
            following.wake();
        }
    }

    @Override
    public void onStart(long head) {}

    @Override
    public void start() {
        following.start(settings.interval());
        rebuilding.start(settings.interval());
    }

    @Override
    public void stop() {
        following.stop();
        rebuilding.stop();
    }

    @Override
    public boolean isRunning() {
        return following.isRunning();
    }
}
