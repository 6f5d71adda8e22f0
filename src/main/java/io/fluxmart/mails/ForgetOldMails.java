package io.fluxmart.mails;

import io.fluxmart.platform.postgres.OldRows;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Throws away mails that were written long ago, and that nobody could write again. */
@Component
class ForgetOldMails {

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
        return OldRows.forget("Old mails", this::deleteBatch);
    }

    private Mono<Long> deleteBatch(int size) {
        return mails.deleteOlderThan(clock.instant().minus(settings.retention()), size);
    }
}
