package io.fluxmart.rankings;

import io.fluxmart.jobs.Job;
import io.fluxmart.jobs.JobQueue;
import io.fluxmart.jobs.JobRunner;
import io.fluxmart.jobs.NewJob;
import io.fluxmart.platform.postgres.Ids;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Rebuilds the rankings as a job, so that a command that was accepted is carried out, whichever node dies meanwhile. */
@Component
class RebuildOnCommand implements JobRunner {

    private static final String KIND = "rankings-rebuild";

    private final JobQueue queue;
    private final RebuildRankings rebuildRankings;
    private final RankingFollower follower;
    private final RankingSettings settings;

    RebuildOnCommand(
            JobQueue queue, RebuildRankings rebuildRankings, RankingFollower follower, RankingSettings settings) {
        this.queue = queue;
        this.rebuildRankings = rebuildRankings;
        this.follower = follower;
        this.settings = settings;
    }

    /** Each command is work of its own: an earlier rebuild may have read the orders too early for it. */
    Mono<Void> enqueue() {
        return queue.enqueue(new NewJob(KIND + ":" + Ids.next(), KIND, "")).then();
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Another rebuild under way is an error, so that this one comes after it. */
    @Override
    public Mono<Void> run(Job job) {
        return rebuildRankings.run().doOnSuccess(done -> follower.followOn());
    }

    /** One that is cut short goes on, and a repetition would only find it under way. */
    @Override
    public Optional<Duration> timeLimit() {
        return Optional.of(settings.rebuildTimeLimit());
    }
}
