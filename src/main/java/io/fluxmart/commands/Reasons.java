package io.fluxmart.commands;

import com.mongodb.MongoException;
import io.fluxmart.platform.settings.SettingsMissing;
import io.fluxmart.problem.Failure;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.core.NestedExceptionUtils;

/** Why a command could not do its work, where that is for whoever typed it to mend: an address, a password, a store. */
final class Reasons {

    /** Connection, sign-in, no such database, too many, going down. PostgreSQL documentation, appendix A. */
    private static final Set<String> OF_THE_SERVER = Set.of("08", "28", "3D", "53", "57");

    private static final Pattern NAMES_OF_CLASSES = Pattern.compile("([a-z]\\w*\\.)+\\w+(Exception|Error): ");

    private Reasons() {}

    /** A sentence; null when the error is a defect of ours. */
    static @Nullable String of(Throwable error) {
        boolean isOfTheSettings = false;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            @Nullable String reason = ofOne(cause);
            if (reason != null) {
                return NAMES_OF_CLASSES.matcher(reason).replaceAll("");
            }
            isOfTheSettings = isOfTheSettings || cause instanceof BeansException;
        }
        return isOfTheSettings ? "The settings do not fit: " + innermost(error) : null;
    }

    private static @Nullable String ofOne(Throwable cause) {
        if (cause instanceof Failure || cause instanceof CommandFailed) {
            return cause.getMessage();
        } else if (cause instanceof SettingsMissing) {
            return "Cannot begin: " + cause.getMessage() + ".";
        } else if (cause instanceof MongoException) {
            return "MongoDB: " + cause.getMessage();
        }
        return isOfPostgres(cause) ? "PostgreSQL: " + cause.getMessage() : null;
    }

    private static boolean isOfPostgres(Throwable cause) {
        if (cause instanceof SQLException refused) {
            return isOfTheServer(refused.getSQLState());
        } else if (cause instanceof R2dbcException refused) {
            return refused instanceof R2dbcNonTransientResourceException
                    || refused instanceof R2dbcTimeoutException
                    || isOfTheServer(refused.getSqlState());
        }
        return cause instanceof LiquibaseException && !(cause.getCause() instanceof LiquibaseException);
    }

    private static boolean isOfTheServer(@Nullable String state) {
        return state != null && state.length() >= 2 && OF_THE_SERVER.contains(state.substring(0, 2));
    }

    private static String innermost(Throwable error) {
        Throwable innermost = NestedExceptionUtils.getMostSpecificCause(error);
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
