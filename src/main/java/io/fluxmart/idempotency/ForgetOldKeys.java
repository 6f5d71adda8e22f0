package io.fluxmart.idempotency;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deletes keys whose time is over. Every node does it; deleting twice does no harm. */
@Component
class ForgetOldKeys {

    private static final int BATCH = 5_000;
    private static final Logger log = LoggerFactory.getLogger(ForgetOldKeys.class);

    private final KeyStore keys;
    private final KeySettings settings;
    private final Clock clock;

    ForgetOldKeys(KeyStore keys, KeySettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    Mono<Void> run() {
        return Mono.defer(() -> keys.deleteOlderThan(clock.instant().minus(settings.retention()), BATCH))
                .repeat()
                .takeUntil(deleted -> deleted < BATCH)
                .then()
                .doOnError(error -> log.warn("Old idempotency keys stay until the next try: {}", error.toString()))
                .onErrorComplete();
    }
}
