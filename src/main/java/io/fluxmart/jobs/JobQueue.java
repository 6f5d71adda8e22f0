package io.fluxmart.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes work that is to be done soon, on any node, at least once. Redis holds it and may lose it: whoever cannot do without
 * keeps the need elsewhere, and queues it again until it is met.
 */
@Component
public class JobQueue {

    private final JobStore jobs;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    JobQueue(JobStore jobs) {
        this.jobs = jobs;
    }

    /** To be called from a constructor. */
    void onEnqueued(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Whether it is new; false when a job of that id is queued, is running or was given up. {@code Unavailable} when Redis
     * is away.
     */
    public Mono<Boolean> enqueue(NewJob job) {
        return jobs.enqueue(job).doOnNext(this::tell);
    }

    /** Whether there was such a dead job to try again. */
    Mono<Boolean> requeue(String id) {
        return jobs.requeue(id).doOnNext(this::tell);
    }

    private void tell(boolean isDue) {
        if (isDue) {
            listeners.forEach(Runnable::run);
        }
    }
}
