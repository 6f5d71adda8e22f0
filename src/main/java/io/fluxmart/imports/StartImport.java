package io.fluxmart.imports;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.problem.InvalidRequest;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Has a source imported by whichever node is free first. */
@Component
class StartImport {

    private final Sources sources;
    private final ImportStore imports;
    private final LeaseStore leases;
    private final ImportSettings settings;
    private final ImportWorker worker;
    private final DetachedWrites writes;

    StartImport(
            Sources sources,
            ImportStore imports,
            LeaseStore leases,
            ImportSettings settings,
            ImportWorker worker,
            DetachedWrites writes) {
        this.sources = sources;
        this.imports = imports;
        this.leases = leases;
        this.settings = settings;
        this.worker = worker;
        this.writes = writes;
    }

    /**
     * The newest import of the source goes on where it stopped, with its own batch size, if it failed; a dry run and one after
     * any other end is a new one.
     *
     * @return waiting; {@code unknown_source} (422), or {@link ImportUnderWay} where one of the source is not finished
     */
    Mono<Import> by(UUID administrator, ImportRequest wanted) {
        NewImport made = made(administrator, wanted);
        return requireKnown(made.source())
                .then(writes.run(goOn(made).switchIfEmpty(Mono.defer(() -> imports.insert(made)))))
                .doOnNext(waiting -> worker.wake());
    }

    private Mono<Import> goOn(NewImport made) {
        return made.dryRun()
                ? Mono.empty()
                : imports.findNewest(made.source())
                        .filter(newest -> newest.status() == ImportStatus.FAILED)
                        .flatMap(this::requeue)
                        .onErrorComplete(DuplicateKeyException.class); // another was begun, as the insert will tell
    }

    private Mono<Import> requeue(Import failed) {
        return leases.requeueFailed(failed.id())
                .filter(requeued -> requeued > 0)
                .flatMap(requeued -> imports.find(failed.id()));
    }

    private NewImport made(UUID administrator, ImportRequest wanted) {
        return new NewImport(
                Ids.next(),
                requireNonNull(wanted.source()),
                Boolean.TRUE.equals(wanted.dryRun()),
                Objects.requireNonNullElse(wanted.batchSize(), settings.batchSize()),
                administrator);
    }

    private Mono<Void> requireKnown(String source) {
        return sources.names().contains(source) ? Mono.empty() : Mono.error(this::unknownSource);
    }

    private InvalidRequest unknownSource() {
        String known = sources.names().isEmpty() ? "none" : String.join(", ", sources.names());
        return InvalidRequest.because(
                "unknown_source", "/source", "The settings name no such source; they name " + known + ".");
    }
}
