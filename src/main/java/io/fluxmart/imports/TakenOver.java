package io.fluxmart.imports;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** Somebody else runs the import now; this process has written nothing since they took it over. */
public final class TakenOver extends Failure {

    TakenOver() {
        super(Kind.CONFLICT, "import_taken_over", "Another process has taken the import over.");
    }
}
