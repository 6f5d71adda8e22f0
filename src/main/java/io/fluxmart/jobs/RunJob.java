package io.fluxmart.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes one attempt at a job, keeps it meanwhile, and says in the end what became of it. */
@Component
class RunJob {

    private static final Logger log = LoggerFactory.getLogger(RunJob.class);
    private static final int MAX_ERROR = 500;

    /** What is left to be told to the queue. */
    private interface Ending {
        Mono<Outcome> settle();
    }

    private final JobStore jobs;
    private final JobSettings settings;
    private final Backoff backoff;
    private final MeterRegistry meters;
    private final Map<String, JobRunner> runners;

    RunJob(JobStore jobs, JobSettings settings, MeterRegistry meters, List<JobRunner> runners) {
        this.jobs = jobs;
        this.settings = settings;
        this.backoff = new Backoff(settings.firstDelay(), settings.maxDelay());
        this.meters = meters;
        this.runners = runners.stream().collect(Collectors.toUnmodifiableMap(JobRunner::kind, runner -> runner));
    }

    Set<String> kinds() {
        return runners.keySet();
    }

    /** Never fails: a job that could not be settled, because Redis is away, is due again when its visibility ends. */
    Mono<Void> of(Claim claim) {
        Timer.Sample sample = Timer.start(meters);
        return Mono.firstWithSignal(work(claim), loss(claim))
                .flatMap(Ending::settle)
                .doOnNext(outcome -> sample.stop(timerOf(claim.job(), outcome)))
                .doOnError(error ->
                        log.debug("Job {} is left to itself: {}", claim.job().id(), error.toString()))
                .onErrorComplete()
                .then();
    }

    private Mono<Ending> work(Claim claim) {
        return Mono.defer(() -> attempt(runnerOf(claim.job()), claim.job()))
                .then(Mono.<Ending>just(() -> acknowledge(claim)))
                .onErrorResume(error -> Mono.just(() -> fail(claim, error)));
    }

    private Mono<Void> attempt(JobRunner runner, Job job) {
        return Mono.defer(() -> runner.run(job))
                .subscribeOn(Schedulers.parallel())
                .timeout(runner.timeLimit().orElse(settings.timeLimit()));
    }

    private JobRunner runnerOf(Job job) {
        JobRunner runner = runners.get(job.kind());
        if (runner == null) {
            throw new IllegalStateException("A job was claimed that nobody here can run: " + job.kind());
        }
        return runner;
    }

    /** Speaks only when the job is no longer ours. */
    private Mono<Ending> loss(Claim claim) {
        return Flux.interval(settings.visibility().dividedBy(3))
                .onBackpressureDrop()
                .concatMap(tick -> keeps(claim))
                .filter(isOurs -> !isOurs)
                .next()
                .map(lost -> () -> Mono.just(Outcome.LOST));
    }

    /** Not to know, because Redis is away, is no reason to stop. */
    private Mono<Boolean> keeps(Claim claim) {
        return jobs.extend(claim).onErrorReturn(true);
    }

    private Mono<Outcome> acknowledge(Claim claim) {
        return jobs.acknowledge(claim).map(isOurs -> isOurs ? Outcome.DONE : Outcome.LOST);
    }

    private Mono<Outcome> fail(Claim claim, Throwable error) {
        Duration delay =
                backoff.after(claim.job().attempt(), ThreadLocalRandom.current().nextDouble());
        return jobs.fail(claim, shortened(error.toString()), delay)
                .doOnNext(outcome -> report(claim.job(), outcome, error));
    }

    private static void report(Job job, Outcome outcome, Throwable error) {
        if (outcome == Outcome.DEAD) {
            log.warn("Job {} is given up after {} attempts", job.id(), job.attempt(), error);
        } else {
            log.info("Job {} failed at attempt {}: {}", job.id(), job.attempt(), error.toString());
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }

    private Timer timerOf(Job job, Outcome outcome) {
        return meters.timer("fluxmart.jobs.run", "kind", job.kind(), "outcome", outcome.word());
    }
}
