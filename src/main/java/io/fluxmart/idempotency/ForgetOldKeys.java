package io.fluxmart.idempotency;

import io.fluxmart.platform.postgres.OldRows;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes keys whose time is over. Every node does it; deleting twice does no harm. */
@Component
class ForgetOldKeys {

    private final Keys keys;
    private final KeySettings settings;
    private final Clock clock;

    ForgetOldKeys(Keys keys, KeySettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    Mono<Void> run() {
        return OldRows.forget("Old idempotency keys", this::deleteBatch);
    }

    private Mono<Long> deleteBatch(int size) {
        return keys.deleteOlderThan(clock.instant().minus(settings.retention()), size);
    }
}
