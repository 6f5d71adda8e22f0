package io.fluxmart.imports;

import io.fluxmart.platform.postgres.Ids;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds or makes the import that a command is to run. */
@Component
public class OpenImport {

    private static final Set<ImportStatus> TO_GO_ON_WITH =
            Set.of(ImportStatus.WAITING, ImportStatus.RUNNING, ImportStatus.FAILED);

    private final ImportStore imports;

    OpenImport(ImportStore imports) {
        this.imports = imports;
    }

    /**
     * The newest import of this source, where it is unfinished or failed; it was started before then, and keeps its batch
     * size. A new one otherwise, and always for a dry run. An unfinished dry run of the source is ended, since it cannot be gone
     * on with.
     *
     * @return to be run; {@link ImportUnderWay} where it is to be a dry run, and an import is unfinished
     */
    public Mono<Import> of(String source, boolean dryRun, int batchSize) {
        Mono<Import> made = imports.insert(new NewImport(Ids.next(), source, dryRun, batchSize, null));
        return imports.supersedeDryRun(source)
                .then(dryRun ? made : findUnfinished(source).switchIfEmpty(made));
    }

    private Mono<Import> findUnfinished(String source) {
        return imports.findNewest(source).filter(newest -> TO_GO_ON_WITH.contains(newest.status()));
    }
}
