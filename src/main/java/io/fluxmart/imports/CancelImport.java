package io.fluxmart.imports;

import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Stops an import, on whatever node it runs, or has one that failed not be gone on with. What it brought in stays. */
@Component
class CancelImport {

    private final ImportStore imports;
    private final DetachedWrites writes;

    CancelImport(ImportStore imports, DetachedWrites writes) {
        this.imports = imports;
        this.writes = writes;
    }

    /**
     * Once more is no harm. A batch that is about to be written is waited for, and none follows it.
     *
     * @return the cancelled import; {@code import_ended} (409) when it is completed
     */
    Mono<Import> of(UUID importId) {
        return writes.run(imports.cancel(importId))
                .then(Mono.defer(() -> imports.find(importId)))
                .switchIfEmpty(Mono.error(() -> new NotFound("The import")))
                .filter(ended -> ended.status() == ImportStatus.CANCELLED)
                .switchIfEmpty(Mono.error(CancelImport::endedOtherwise));
    }

    private static Failure endedOtherwise() {
        return new Failure(Kind.CONFLICT, "import_ended", "The import has ended already.");
    }
}
