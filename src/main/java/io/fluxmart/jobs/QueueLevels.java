package io.fluxmart.jobs;

import io.fluxmart.platform.lifecycle.Sampled;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** How full the queue is. No number while Redis is away. */
@Component
class QueueLevels implements SmartLifecycle {

    private final Sampled<JobCounts> counts;

    QueueLevels(JobStore jobs, MeterRegistry meters) {
        this.counts = new Sampled<>(jobs::count);
        meters.gauge("fluxmart.jobs.waiting", counts, levels -> levels.read(JobCounts::waiting));
        meters.gauge("fluxmart.jobs.running", counts, levels -> levels.read(JobCounts::running));
        meters.gauge("fluxmart.jobs.dead", counts, levels -> levels.read(JobCounts::dead));
    }

    @Override
    public void start() {
        counts.start();
    }

    @Override
    public void stop() {
        counts.stop();
    }

    @Override
    public boolean isRunning() {
        return counts.isRunning();
    }
}
