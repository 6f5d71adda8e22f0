package io.fluxmart.platform.postgres;

import io.r2dbc.postgresql.api.PostgresqlException;

/** Reads which constraint PostgreSQL found violated. */
public final class Constraints {

    private Constraints() {}

    /** The constraint's name, empty when the error is not one of a constraint. */
    public static String violatedBy(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PostgresqlException refusal) {
                return refusal.getErrorDetails().getConstraintName().orElse("");
            }
        }
        return "";
    }
}
