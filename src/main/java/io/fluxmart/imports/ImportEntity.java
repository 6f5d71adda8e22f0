package io.fluxmart.imports;

import io.fluxmart.intakes.Intake;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Brings in all rows of one entity, from where the import is. While one batch is written, the next is read. */
@Component
class ImportEntity {

    private final ImportStore imports;
    private final StepStore steps;
    private final ReadPages pages;
    private final WriteBatch batches;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;

    ImportEntity(
            ImportStore imports,
            StepStore steps,
            ReadPages pages,
            WriteBatch batches,
            TransactionalOperator transaction,
            DetachedWrites writes) {
        this.imports = imports;
        this.steps = steps;
        this.pages = pages;
        this.batches = batches;
        this.transaction = transaction;
        this.writes = writes;
    }

    Mono<Void> run(Run run, Intake intake) {
        Entity entity = intake.entity();
        return begin(run, entity)
                .flatMapMany(position -> pages.of(run, entity, position))
                .concatMap(batch -> batches.write(run, intake, batch), 1)
                .then(finish(run, entity));
    }

    private Mono<Optional<SourceId>> begin(Run run, Entity entity) {
        return pages.persistently(() -> run.source().count(entity))
                .flatMap(expected -> whileOurs(run, steps.begin(run.importId(), entity, expected)));
    }

    private Mono<Void> finish(Run run, Entity entity) {
        return whileOurs(run, steps.finish(run.importId(), entity));
    }

    private <T> Mono<T> whileOurs(Run run, Mono<T> write) {
        return writes.run(transaction.transactional(imports.lock(run.importId(), run.runner())
                .map(Fence::requireOpen)
                .then(write)));
    }
}
