package io.fluxmart.mails;

import io.fluxmart.jobs.Job;
import io.fluxmart.jobs.JobRunner;
import io.fluxmart.jobs.NewJob;
import io.fluxmart.platform.postgres.DetachedWrites;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes the mail for one event. The event's number is the key of the row, so it is there once, however often this runs. */
@Component
class RenderMail implements JobRunner {

    private static final String KIND = "mail";
    private static final Logger log = LoggerFactory.getLogger(RenderMail.class);

    private final MailStore mails;
    private final DetachedWrites writes;
    private final JsonMapper json;

    RenderMail(MailStore mails, DetachedWrites writes, JsonMapper json) {
        this.mails = mails;
        this.writes = writes;
        this.json = json;
    }

    static NewJob jobFor(long eventSeq) {
        return new NewJob(KIND + ":" + eventSeq, KIND, String.valueOf(eventSeq));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Mono<Void> run(Job job) {
        return mails.findOwed(Long.parseLong(job.payload()))
                .flatMap(this::write)
                .then();
    }

    /** The log line is part of the write: both are there even when the job is taken from this node meanwhile. */
    private Mono<Long> write(OwedMail owed) {
        MailKind kind = MailKind.of(owed.eventType()).orElseThrow(() -> unknown(owed));
        OrderFacts order = json.readValue(owed.facts(), OrderFacts.class);
        return writes.run(insert(owed, kind, order)
                .filter(rows -> rows == 1)
                .doOnNext(written -> log.info("Wrote the mail of {} for event {}", owed.eventType(), owed.eventSeq())));
    }

    /** Queued by a newer node, during an update. To be done would be to lose it; a node that knows it has the next try. */
    private static IllegalStateException unknown(OwedMail owed) {
        return new IllegalStateException("No mail is known here for " + owed.eventType());
    }

    /** To a closed account nothing is written, and the row says so: it is owed no longer. */
    private Mono<Long> insert(OwedMail owed, MailKind kind, OrderFacts order) {
        String firstName = owed.firstName();
        return mails.insert(owed, order.orderId(), firstName == null ? null : MailText.of(kind, firstName, order));
    }
}
