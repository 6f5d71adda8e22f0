package io.fluxmart.imports;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import java.util.UUID;

/** Another import of the same source is not finished. */
public final class ImportUnderWay extends Failure {

    private final transient UUID id;

    ImportUnderWay(UUID id) {
        super(Kind.CONFLICT, "import_under_way", "The import " + id + " of the same source is not finished.");
        this.id = id;
    }

    /** Of the other one. */
    public UUID id() {
        return id;
    }
}
