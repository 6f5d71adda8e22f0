package io.fluxmart.platform.mongo;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Says which server there is and applies the changes that are pending, as soon as MongoDB answers. The start does not wait for that: what
 * needs no documents goes on without, and what has no index yet is only slower.
 */
@Component
class MongoAtStart implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MongoAtStart.class);
    private static final String TRANSACTIONS =
            "MongoDB is a replica set or sharded cluster: documents that belong together change in one transaction.";
    private static final String NO_TRANSACTIONS = "MongoDB is a standalone server without transactions:"
            + " documents that belong together change one after the other, and are repaired.";

    private static final Retry AGAIN_LATER = Retry.backoff(Long.MAX_VALUE, Duration.ofSeconds(1))
            .maxBackoff(Duration.ofSeconds(30))
            .doBeforeRetry(MongoAtStart::report);

    private final MongoCapabilities capabilities;
    private final MongoChanges changes;
    private final MongoSettings settings;
    private Disposable preparing = Disposables.disposed();
    private volatile boolean isRunning;

    MongoAtStart(MongoCapabilities capabilities, MongoChanges changes, MongoSettings settings) {
        this.capabilities = capabilities;
        this.changes = changes;
        this.settings = settings;
    }

    @Override
    public void start() {
        isRunning = true;
        preparing = prepare().subscribe();
    }

    /** For as long as it takes. */
    Mono<Void> prepare() {
        return sayWhichServer()
                .retryWhen(AGAIN_LATER)
                .then(Mono.defer(this::migrate).retryWhen(AGAIN_LATER));
    }

    private Mono<Void> migrate() {
        return settings.migrateAtStart() ? changes.applyPending().then() : Mono.empty();
    }

    private Mono<Boolean> sayWhichServer() {
        return capabilities
                .hasTransactions()
                .doOnNext(transactions -> log.info(transactions ? TRANSACTIONS : NO_TRANSACTIONS));
    }

    /** The first failure, and every tenth after it: one that lasts is not to be forgotten, nor to fill the log. */
    private static void report(Retry.RetrySignal attempt) {
        if (attempt.totalRetries() % 10 == 0) {
            log.warn(
                    "MongoDB is not prepared, it is tried again: {}",
                    attempt.failure().toString());
        }
    }

    @Override
    public void stop() {
        preparing.dispose();
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }
}
