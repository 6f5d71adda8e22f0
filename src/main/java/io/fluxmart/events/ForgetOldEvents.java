package io.fluxmart.events;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cuts the old end off the log. A cursor that pointed there gets a reset. */
@Component
class ForgetOldEvents {

    private static final int BATCH = 5_000;
    private static final Logger log = LoggerFactory.getLogger(ForgetOldEvents.class);

    private final EventLog eventLog;
    private final EventSettings settings;
    private final Clock clock;

    ForgetOldEvents(EventLog eventLog, EventSettings settings, Clock clock) {
        this.eventLog = eventLog;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    Mono<Void> run() {
        return Mono.defer(() -> eventLog.deleteOlderThan(clock.instant().minus(settings.retention()), BATCH))
                .repeat()
                .takeUntil(deleted -> deleted < BATCH)
                .then()
                .doOnError(error -> log.warn("Old events stay until the next try: {}", error.toString()))
                .onErrorComplete();
    }
}
