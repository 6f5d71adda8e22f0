package io.fluxmart.imports;

import io.fluxmart.intakes.Intake;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.NotFound;
import io.fluxmart.sources.Source;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works on an import to its end. Killed anywhere, it can be gone on with: what is written and how far it is are one. */
@Component
public class RunImport {

    private static final Logger log = LoggerFactory.getLogger(RunImport.class);

    private final ImportStore imports;
    private final ImportEntity entities;
    private final ReadPages pages;
    private final Rehearsals rehearsals;
    private final List<Intake> intakes;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;

    RunImport(
            ImportStore imports,
            ImportEntity entities,
            ReadPages pages,
            Rehearsals rehearsals,
            ObjectProvider<Intake> intakes,
            TransactionalOperator transaction,
            DetachedWrites writes) {
        this.imports = imports;
        this.entities = entities;
        this.pages = pages;
        this.rehearsals = rehearsals;
        this.intakes = intakes.stream()
                .sorted((one, other) -> one.entity().compareTo(other.entity()))
                .toList();
        this.transaction = transaction;
        this.writes = writes;
    }

    /**
     * Takes it over from whoever has it. A cancel of the subscription, such as a shutdown, ends the work behind the batch
     * under way; the import stays unfinished, and can be gone on with.
     *
     * @param runner this process
     * @param source of the import's name; closing it is the caller's
     * @return the finished record, failed and cancelled ones among them; one that is finished already as it is.
     *     {@link TakenOver} when somebody else takes it over, {@link ImportUnderWay} when another one of the source is
     *     unfinished; an error of PostgreSQL when not even the failure could be written down
     */
    public Mono<Import> run(UUID importId, UUID runner, Source source) {
        return takeOver(importId, runner)
                .flatMap(taken -> work(new Run(taken, runner, source, null)))
                .then(require(importId));
    }

    private Mono<Import> require(UUID importId) {
        return imports.find(importId).switchIfEmpty(Mono.error(() -> new NotFound("The import")));
    }

    /** A dry run begins anew: what it remembered is lost. */
    private Mono<Import> takeOver(UUID importId, UUID runner) {
        return writes.run(imports.takeOver(importId, runner))
                .flatMap(taken -> taken.dryRun() ? forgetSteps(taken) : Mono.just(taken));
    }

    private Mono<Import> forgetSteps(Import taken) {
        return writes.run(transaction.transactional(imports.forgetSteps(taken.id())))
                .then(require(taken.id()));
    }

    private Mono<Void> work(Run run) {
        Mono<Void> all = run.taken().dryRun()
                ? rehearsals.during(rehearsal -> importAll(new Run(run.taken(), run.runner(), run.source(), rehearsal)))
                : importAll(run);
        return all.then(finish(run, ImportStatus.COMPLETED, null))
                .onErrorComplete(ImportCancelled.class)
                .onErrorResume(error -> !(error instanceof TakenOver), error -> fail(run, error));
    }

    private Mono<Void> importAll(Run run) {
        return pages.persistently(run.source()::entities)
                .flatMapMany(there -> Flux.fromIterable(intakes)
                        .filter(intake -> there.contains(intake.entity()))
                        .filter(intake -> !run.isBehind(intake.entity()))
                        .concatMap(intake -> entities.run(run, intake)))
                .then();
    }

    private Mono<Void> fail(Run run, Throwable error) {
        log.warn(
                "Import {} of {} failed: {}", run.importId(), run.taken().source(), error.toString(), error.getCause());
        return finish(run, ImportStatus.FAILED, sentenceOf(error));
    }

    /** No words of a driver: they may hold an address, or a value. */
    private static String sentenceOf(Throwable error) {
        return error instanceof SourceFailed || error instanceof Failure
                ? String.valueOf(error.getMessage())
                : "It could not be written: " + error.getClass().getSimpleName() + ".";
    }

    /** One that was cancelled or taken over meanwhile is left as it is. */
    private Mono<Void> finish(Run run, ImportStatus status, @Nullable String failure) {
        return writes.run(imports.finish(run.importId(), run.runner(), status, failure))
                .then();
    }
}
