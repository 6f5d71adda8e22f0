package io.fluxmart.events;

import io.fluxmart.platform.postgres.OldRows;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cuts the old end off the log. A cursor that pointed there gets a reset. */
@Component
class ForgetOldEvents {

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
        return OldRows.forget("Old events", this::deleteBatch);
    }

    private Mono<Long> deleteBatch(int size) {
        return eventLog.deleteOlderThan(clock.instant().minus(settings.retention()), size);
    }
}
