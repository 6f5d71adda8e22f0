package io.fluxmart.jobs;

import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Does the work of one kind of job. A bean of this type is all it takes.
 *
 * <p>A job is done at least once. A node that dies, or is cut off from Redis, before it could say that it was through leaves
 * its job to the next, and two may even be at it at the same time: whatever a runner does must have its effect once however
 * often it runs.
 */
public interface JobRunner {

    /** One word that no other runner has. */
    String kind();

    /**
     * Completes when the work is done, and fails when it has to be tried again. It is cancelled when its time is up, when
     * another node has taken over, and at shutdown; a write that must not be torn goes through {@code DetachedWrites}.
     */
    Mono<Void> run(Job job);

    /** How long one attempt may take, where that is not {@code fluxmart.jobs.time-limit}. */
    default Optional<Duration> timeLimit() {
        return Optional.empty();
    }
}
