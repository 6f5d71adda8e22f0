package io.fluxmart.mails;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Throws away mails that were written long ago, and that nobody could write again. */
@Component
class ForgetOldMails {

    private static final int BATCH = 5_000;
    private static final Logger log = LoggerFactory.getLogger(ForgetOldMails.class);

    private final MailStore mails;
    private final MailSettings settings;
    private final Clock clock;

    ForgetOldMails(MailStore mails, MailSettings settings, Clock clock) {
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    Mono<Void> run() {
        return Mono.defer(() -> mails.deleteOlderThan(clock.instant().minus(settings.retention()), BATCH))
                .repeat()
                .takeUntil(deleted -> deleted < BATCH)
                .then()
                .doOnError(error -> log.warn("Old mails stay until the next try: {}", error.toString()))
                .onErrorComplete();
    }
}
