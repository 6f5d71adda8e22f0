package io.fluxmart.imports;

import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceUnreadable;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs an import that this node has claimed, from a source that the settings name. */
@Component
class RunClaimedImport {

    private static final Logger log = LoggerFactory.getLogger(RunClaimedImport.class);

    /** So many may come before others take the import over. */
    private static final int SIGNS_OF_LIFE = 3;

    private final Sources sources;
    private final RunImport runImport;
    private final RankImportedOrders rankImportedOrders;
    private final ImportStore imports;
    private final LeaseStore leases;
    private final ImportNodeSettings settings;
    private final DetachedWrites writes;

    RunClaimedImport(
            Sources sources,
            RunImport runImport,
            RankImportedOrders rankImportedOrders,
            ImportStore imports,
            LeaseStore leases,
            ImportNodeSettings settings,
            DetachedWrites writes) {
        this.sources = sources;
        this.runImport = runImport;
        this.rankImportedOrders = rankImportedOrders;
        this.imports = imports;
        this.leases = leases;
        this.settings = settings;
        this.writes = writes;
    }

    /**
     * To its end, or until it is another's; an error of PostgreSQL leaves it as it is.
     *
     * @param stopping completes when this node stops; the import is left as it is then, too
     */
    Mono<Void> of(Import claimed, UUID runner, Mono<Void> stopping) {
        log.info("Import {} of {} begins here, or goes on.", claimed.id(), claimed.source());
        return Mono.usingWhen(
                        open(claimed),
                        source -> Mono.firstWithSignal(
                                runImport.run(claimed.id(), runner, source),
                                untilItIsNotOurs(claimed, runner),
                                stopping.then(Mono.empty())),
                        Source::close)
                .filter(record -> record.finishedAt() != null)
                .doOnNext(RunClaimedImport::report)
                .flatMap(rankImportedOrders::after)
                .then()
                .onErrorResume(TakenOver.class, lost -> leave(claimed))
                .onErrorResume(SourceUnreadable.class, refused -> fail(claimed, runner, refused));
    }

    /** Some drivers ask the name service on the way. What they say of an address they refuse may quote it. */
    private Mono<Source> open(Import claimed) {
        return Mono.fromCallable(() -> sources.named(claimed.source()))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(RunClaimedImport::refused);
    }

    private static SourceUnreadable refused(Throwable error) {
        String why = error instanceof Failure failure
                ? failure.detail()
                : error.getClass().getSimpleName() + ".";
        return new SourceUnreadable("The address in the settings cannot be used: " + why);
    }

    /** Keeps others from taking it over while the source is slow, and notices then that it was cancelled or taken over. */
    private Mono<Import> untilItIsNotOurs(Import claimed, UUID runner) {
        return Mono.delay(settings.takeoverAfter().dividedBy(SIGNS_OF_LIFE))
                .then(Mono.defer(() -> writes.run(leases.noteSignOfLife(claimed.id(), runner))))
                .onErrorReturn(1L) // PostgreSQL is away, as the next batch will find out
                .repeat()
                .takeUntil(ours -> ours == 0)
                .then(Mono.defer(() -> imports.find(claimed.id())));
    }

    private static void report(Import ended) {
        log.info(
                "Import {} of {} is {}.",
                ended.id(),
                ended.source(),
                ended.status().word());
    }

    private static Mono<Void> leave(Import lost) {
        log.info("Import {} of {} is another node's now.", lost.id(), lost.source());
        return Mono.empty();
    }

    private Mono<Void> fail(Import claimed, UUID runner, SourceUnreadable refused) {
        log.warn("Import {} of {} failed: {}", claimed.id(), claimed.source(), refused.detail());
        return writes.run(imports.finish(claimed.id(), runner, ImportStatus.FAILED, refused.detail()))
                .then();
    }
}
