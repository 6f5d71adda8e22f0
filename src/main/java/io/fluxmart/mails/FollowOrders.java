package io.fluxmart.mails;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.jobs.JobQueue;
import io.fluxmart.platform.lifecycle.WorkLoop;
import java.time.Duration;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.util.concurrent.Queues;

/**
 * Queues a mail as soon as its event is heard of. Every node hears each event; those that come after the first find the job
 * queued, or the mail written. What does not fit, or comes while Redis is away, is left to {@link OweMails}.
 */
@Component
@ConditionalOnBooleanProperty(name = "fluxmart.mails.enabled", matchIfMissing = true)
class FollowOrders implements EventFeed.Listener, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FollowOrders.class);
    private static final int MAX_HEARD = 1_024;
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final JobQueue jobs;

    /** For one writer, the feed, and one reader, the loop; neither waits for the other. */
    private final Queue<Long> heard = Queues.<Long>get(MAX_HEARD).get();

    private final WorkLoop loop = new WorkLoop(this::queueHeard);

    FollowOrders(JobQueue jobs, EventFeed feed) {
        this.jobs = jobs;
        feed.addListener(this);
    }

    @Override
    public void onStart(long head) {}

    @Override
    public void onEvent(Event event) {
        if (MailKind.of(event.type()).isPresent() && heard.offer(event.seq())) {
            loop.wake();
        }
    }

    /** While Redis is away each round gives up what it took last. */
    private Mono<Void> queueHeard() {
        return Flux.generate(this::takeNext)
                .concatMap(seq -> jobs.enqueue(RenderMail.jobFor(seq)), 0)
                .doOnError(error -> log.debug("A mail is left to the sweep: {}", error.toString()))
                .then();
    }

    private void takeNext(SynchronousSink<Long> next) {
        Long seq = heard.poll();
        if (seq == null) {
            next.complete();
        } else {
            next.next(seq);
        }
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
