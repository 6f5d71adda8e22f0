package io.fluxmart.sources.mysql;

import io.fluxmart.sources.SourceAway;
import io.fluxmart.sources.SourceUnreadable;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * What a MySQL or MariaDB server has against us, in our words: its own name the account, and may name values. The numbers are
 * those of MySQL's Server Error Message Reference and of MariaDB's Error Codes.
 */
final class MySqlErrors {

    private static final Set<Integer> WRONG_LOGIN = Set.of(1045, 1251, 1698);
    private static final Set<Integer> NO_RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370);
    private static final Set<Integer> NO_DATABASE = Set.of(1049);
    private static final Set<Integer> BROKEN_VIEW = Set.of(1356, 1449);
    private static final Set<Integer> OUT_OF_TIME = Set.of(1969, 3024);

    private MySqlErrors() {}

    /** Whether the server gave up a statement that took too long. */
    static boolean isOutOfTime(Throwable error) {
        return causes(error)
                .anyMatch(
                        cause -> cause instanceof R2dbcException answer && OUT_OF_TIME.contains(answer.getErrorCode()));
    }

    /** {@link SourceUnreadable} where trying again does not help, {@link SourceAway} where it may. */
    static Throwable explain(Throwable error, MySqlAddress address) {
        return causes(error)
                .map(cause -> sentence(cause, address))
                .filter(Objects::nonNull)
                .findFirst()
                .<Throwable>map(SourceUnreadable::new)
                .orElseGet(() -> isOfTheServer(error) ? away(error, address) : error);
    }

    private static boolean isOfTheServer(Throwable error) {
        return causes(error)
                .anyMatch(cause -> cause instanceof R2dbcException
                        || cause instanceof DataAccessException
                        || cause instanceof IOException);
    }

    private static SourceAway away(Throwable error, MySqlAddress address) {
        return new SourceAway(
                isOutOfTime(error)
                        ? address + " takes too long for a page; does an index on id serve?"
                        : address + " does not answer, or not as it should: " + kind(error) + ".",
                error);
    }

    private static String kind(Throwable error) {
        Throwable first = causes(error).reduce((outer, inner) -> inner).orElse(error);
        int code = first instanceof R2dbcException answer ? answer.getErrorCode() : 0;
        return code == 0 ? first.getClass().getSimpleName() : "error " + code;
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause);
    }

    private static @Nullable String sentence(Throwable cause, MySqlAddress address) {
        if (cause instanceof UnknownHostException) {
            return "There is no host " + address.host() + ".";
        }
        if (cause instanceof SSLException) {
            return address + " does not agree on TLS as it is asked for.";
        }
        return cause instanceof R2dbcException answer ? sentence(answer, address) : null;
    }

    private static @Nullable String sentence(R2dbcException answer, MySqlAddress address) {
        int code = answer.getErrorCode();
        if (WRONG_LOGIN.contains(code)) {
            return address + " does not accept this user and password.";
        }
        if (NO_RIGHTS.contains(code)) {
            return address + " does not let this user read it.";
        }
        if (NO_DATABASE.contains(code)) {
            return address + " is not there: the server has no such database.";
        }
        return answer instanceof R2dbcBadGrammarException || BROKEN_VIEW.contains(code)
                ? address + " cannot be read: error " + code + "."
                : null;
    }
}
