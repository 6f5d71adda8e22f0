package io.fluxmart.platform.postgres;

import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import java.util.Optional;
import java.util.Set;

/** Reads what PostgreSQL itself said of an error. Codes: PostgreSQL documentation, appendix A. */
public final class PostgresErrors {

    private static final String ROLLED_BACK = "40";

    /** Data exception, integrity constraint violation, program limit exceeded. */
    private static final Set<String> OF_VALUE = Set.of("22", "23", "54");

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    private PostgresErrors() {}

    /** The name of the violated constraint, empty when the error is not one of a constraint. */
    public static String constraintOf(Throwable error) {
        return detailsOf(error).flatMap(ErrorDetails::getConstraintName).orElse("");
    }

    /** Deadlock or serialization failure: nothing of the transaction is left, and the same may pass now. */
    static boolean isRolledBack(Throwable error) {
        return codeOf(error).startsWith(ROLLED_BACK);
    }

    /** Others were at the same rows, and no way past them was found in time; nothing has changed. */
    public static boolean isContention(Throwable error) {
        return isRolledBack(error) || codeOf(error).equals(LOCK_NOT_AVAILABLE);
    }

    /** The statement reached its time limit; less of the same may pass. */
    public static boolean isOutOfTime(Throwable error) {
        return codeOf(error).equals(QUERY_CANCELED);
    }

    /** A value breaks a rule of its column or table: the same statement will never pass. */
    public static boolean isOfValue(Throwable error) {
        return OF_VALUE.contains(
                codeOf(error).substring(0, Math.min(2, codeOf(error).length())));
    }

    /** Code and constraint; never the message, which may quote the value. */
    public static String reasonOf(Throwable error) {
        String constraint = constraintOf(error);
        return constraint.isEmpty() ? codeOf(error) : codeOf(error) + ", " + constraint;
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
