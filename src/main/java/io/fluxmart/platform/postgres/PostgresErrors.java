package io.fluxmart.platform.postgres;

import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.Optional;

/** Reads what PostgreSQL itself said of an error. Codes: PostgreSQL documentation, appendix A. */
public final class PostgresErrors {

    private static final String ROLLED_BACK = "40";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private PostgresErrors() {}

    /** The name of the violated constraint, empty when the error is not one of a constraint. */
    public static String constraintOf(Throwable error) {
        return detailsOf(error).flatMap(ErrorDetails::getConstraintName).orElse("");
    }

    /** Deadlock or serialization failure: nothing of the transaction is left, and the same may pass now. */
    static boolean isRolledBack(Throwable error) {
        return codeOf(error).startsWith(ROLLED_BACK);
    }

    static boolean isContention(Throwable error) {
        return isRolledBack(error) || codeOf(error).equals(LOCK_NOT_AVAILABLE);
    }

    private static String codeOf(Throwable error) {
        return detailsOf(error).map(ErrorDetails::getCode).orElse("");
    }

    private static Optional<ErrorDetails> detailsOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof PostgresqlException refusal) {
                return Optional.of(refusal.getErrorDetails());
            }
        }
        return Optional.empty();
    }
}
