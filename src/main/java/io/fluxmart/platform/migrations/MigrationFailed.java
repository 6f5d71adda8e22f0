package io.fluxmart.platform.migrations;

import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;

/** A change could not be made or taken back; what came before it stays as it is. */
public final class MigrationFailed extends Failure {

    public MigrationFailed(String why) {
        super(Kind.CONFLICT, "migration_failed", why);
    }
}
