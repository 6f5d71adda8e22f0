package io.fluxmart.mails;

import io.fluxmart.events.EventSettings;
import io.fluxmart.jobs.JobQueue;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Queues the mails that are owed: those nobody queued in time, and those that Redis lost. Every node does so; a mail that
 * is queued already is not queued again.
 */
@Component
@ConditionalOnBooleanProperty(name = "fluxmart.mails.enabled", matchIfMissing = true)
class OweMails {

    private static final int BATCH = 500;
    private static final int AT_ONCE = 16;

    /** A statement that hangs on a broken connection must not end the sweeps of this node for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(OweMails.class);

    private final OwedMailStore owedMails;
    private final MailSettings settings;
    private final JobQueue jobs;
    private final DetachedWrites writes;

    OweMails(
            OwedMailStore owedMails,
            MailSettings settings,
            EventSettings events,
            JobQueue jobs,
            DetachedWrites writes) {
        settings.requireHorizonWithin(events.retention());
        this.owedMails = owedMails;
        this.settings = settings;
        this.jobs = jobs;
        this.writes = writes;
    }

    @Scheduled(initialDelayString = "5s", fixedDelayString = "${fluxmart.mails.sweep-interval:1m}")
    Mono<Void> run() {
        return write(owedMails.settleNewTypes())
                .then(Mono.defer(() -> owedMails.settled().timeout(PATIENCE)))
                .flatMap(this::queueFrom)
                .flatMap(settled -> write(owedMails.settle(settled)))
                .doOnError(
                        error -> !(error instanceof Unavailable), // of which the way to Redis has told
                        error -> log.warn("Mails that are owed wait for the next sweep: {}", error.toString()))
                .onErrorComplete();
    }

    /** Emits up to where nothing is owed by now. */
    private Mono<Long> queueFrom(long settled) {
        return listFrom(settled)
                .expand(owed -> owed.isEnd() ? Mono.empty() : listFrom(owed.upTo()))
                .concatMap(this::queue, 1)
                .reduce(settled, (before, owed) -> owed.settledAfter(before));
    }

    private Mono<OwedMails> listFrom(long after) {
        return owedMails.listOwed(after, BATCH, settings).timeout(PATIENCE);
    }

    private Mono<OwedMails> queue(OwedMails owed) {
        return Flux.fromIterable(owed.seqs())
                .flatMap(seq -> jobs.enqueue(RenderMail.jobFor(seq)), AT_ONCE)
                .then(Mono.just(owed));
    }

    /** Only the wait is cut short: a write that hangs is left alone, and done again by the next sweep. */
    private Mono<Void> write(Mono<Void> marks) {
        return writes.run(marks).timeout(PATIENCE);
    }
}
