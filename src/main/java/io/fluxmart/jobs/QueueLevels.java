package io.fluxmart.jobs;

import io.fluxmart.platform.lifecycle.WorkLoop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Measures how full the queue is, now and then rather than for each who asks. No number while Redis is away. */
@Component
class QueueLevels implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final JobStore jobs;
    private final WorkLoop loop = new WorkLoop(this::measure);
    private volatile @Nullable JobCounts latest;

    QueueLevels(JobStore jobs, MeterRegistry meters) {
        this.jobs = jobs;
        meters.gauge("fluxmart.jobs.waiting", this, levels -> levels.read(JobCounts::waiting));
        meters.gauge("fluxmart.jobs.running", this, levels -> levels.read(JobCounts::running));
        meters.gauge("fluxmart.jobs.dead", this, levels -> levels.read(JobCounts::dead));
    }

    private Mono<Void> measure() {
        return jobs.count()
                .doOnNext(counts -> latest = counts)
                .doOnError(error -> latest = null)
                .then();
    }

    private double read(ToLongFunction<JobCounts> level) {
        JobCounts counts = latest;
        return counts == null ? Double.NaN : level.applyAsLong(counts);
    }

    @Override
    public void start() {
        loop.start(INTERVAL);
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
