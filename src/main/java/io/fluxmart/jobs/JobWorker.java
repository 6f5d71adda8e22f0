package io.fluxmart.jobs;

import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.problem.Unavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs due jobs on this node, so many at once and none in store: it claims what it has a free hand for. A shutdown waits a
 * while for what runs, and gives the rest back.
 */
@Component
class JobWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);

    /** A frozen Redis lets each wait for its time limit, and a shutdown has only so much time. */
    private static final int AT_ONCE = 16;

    private final JobStore jobs;
    private final RunJob runJob;
    private final JobSettings settings;
    private final WorkLoop loop = new WorkLoop(this::takeUp);
    private final Map<Claim, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private volatile boolean isTaking;

    JobWorker(JobStore jobs, RunJob runJob, JobSettings settings, JobQueue queue) {
        this.jobs = jobs;
        this.runJob = runJob;
        this.settings = settings;
        queue.onEnqueued(loop::wake);
    }

    private Mono<Void> takeUp() {
        int free = settings.workers() - underWay.size();
        return isTaking && free > 0 ? claim(free) : Mono.empty();
    }

    /** That Redis is away has been said by the way there. */
    private Mono<Void> claim(int free) {
        return jobs.claim(runJob.kinds(), free)
                .flatMap(this::beginOrGiveBack)
                .doOnError(
                        error -> !(error instanceof Unavailable),
                        error -> log.warn("Jobs wait for the next round: {}", error.toString()));
    }

    private Mono<Void> beginOrGiveBack(List<Claim> claims) {
        if (!isTaking) {
            return giveBack(claims);
        }
        claims.forEach(this::begin);
        return Mono.empty();
    }

    private void begin(Claim claim) {
        CompletableFuture<Void> run = runJob.of(claim).toFuture();
        underWay.put(claim, run);
        run.whenComplete((done, error) -> {
            underWay.remove(claim);
            loop.wake();
        });
    }

    private Mono<Void> giveBack(List<Claim> claims) {
        return Flux.fromIterable(claims)
                .flatMap(claim -> jobs.giveBack(claim).onErrorReturn(false), AT_ONCE)
                .then();
    }

    @Override
    public void start() {
        isTaking = true;
        loop.start(settings.pollInterval());
    }

    @Override
    public void stop(Runnable done) {
        isTaking = false;
        loop.stop();
        CompletableFuture.allOf(underWay.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, settings.shutdownPatience().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((all, error) ->
                        giveBackTheRest().doFinally(end -> done.run()).subscribe());
    }

    private Mono<Void> giveBackTheRest() {
        List<Claim> rest = List.copyOf(underWay.keySet());
        underWay.forEach((claim, run) -> run.cancel(true));
        return giveBack(rest);
    }

    @Override
    public void stop() {
        stop(() -> log.debug("No job is under way."));
    }

    @Override
    public boolean isRunning() {
        return isTaking;
    }
}
