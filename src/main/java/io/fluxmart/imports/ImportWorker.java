package io.fluxmart.imports;

import io.fluxmart.platform.lifecycle.WorkLoop;
import io.fluxmart.platform.postgres.Ids;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs imports on this node, one at a time: those that wait, and those whose node was not heard of. Who runs what is said in
 * PostgreSQL, beside how far it is; a queue elsewhere would be a second truth. A shutdown leaves the import to the next node
 * behind the batch under way.
 */
@Component
class ImportWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ImportWorker.class);

    /** A phase of a shutdown has 10 seconds; what is not given up by then is taken over later. */
    private static final long PATIENCE_SECONDS = 5;

    private final UUID runner = Ids.next();
    private final ImportStore imports;
    private final LeaseStore leases;
    private final RunClaimedImport runClaimed;
    private final Sources sources;
    private final ImportNodeSettings settings;
    private final WorkLoop loop = new WorkLoop(this::takeUp);
    private volatile Sinks.Empty<Void> stopping = Sinks.empty();
    private volatile CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
    private volatile boolean isTaking;

    ImportWorker(
            ImportStore imports,
            LeaseStore leases,
            RunClaimedImport runClaimed,
            Sources sources,
            ImportNodeSettings settings) {
        this.imports = imports;
        this.leases = leases;
        this.runClaimed = runClaimed;
        this.sources = sources;
        this.settings = settings;
    }

    /** Looks at once whether something waits. */
    void wake() {
        loop.wake();
    }

    private Mono<Void> takeUp() {
        CompletableFuture<Void> round = (isTaking ? claim() : Mono.<Void>empty()).toFuture();
        underWay = round;
        return Mono.fromFuture(round, true);
    }

    /** Where one ended, another may wait. A node that knows no source asks for none. */
    private Mono<Void> claim() {
        return sources.names().isEmpty()
                ? Mono.empty()
                : imports.claim(runner, sources.names(), settings.takeoverAfter())
                        .flatMap(claimed -> runClaimed
                                .of(claimed, runner, stopping.asMono())
                                .doOnSuccess(done -> loop.wake()))
                        .doOnError(error -> log.warn("Imports wait for the next round: {}", error.toString()));
    }

    @Override
    public void start() {
        stopping = Sinks.empty();
        isTaking = true;
        loop.start(settings.pollInterval());
    }

    @Override
    public void stop(Runnable done) {
        isTaking = false;
        loop.stop();
        stopping.tryEmitEmpty();
        underWay.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete(
                        (round, error) -> giveUp().doFinally(end -> done.run()).subscribe());
    }

    /** A batch under way is waited for by the row that both change. */
    private Mono<Long> giveUp() {
        return sources.names().isEmpty() ? Mono.empty() : leases.giveUp(runner).onErrorComplete();
    }

    @Override
    public void stop() {
        stop(() -> log.debug("No import is under way."));
    }

    @Override
    public boolean isRunning() {
        return isTaking;
    }
}
