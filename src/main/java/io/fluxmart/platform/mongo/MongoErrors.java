package io.fluxmart.platform.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads what the driver itself said of an error. Its types alone do not tell: a {@code find} that meets a server which is
 * no primary any more fails with a plain query error, and only the code in it says why. Labels and codes: MongoDB
 * specifications, "Transactions", "Retryable Writes" and "Retryable Reads".
 */
final class MongoErrors {

    private static final String RETRYABLE_WRITE = "RetryableWriteError";

    /** Of a server that is stepping down, shutting down, starting, or cut off from the others. */
    private static final Set<Integer> RETRYABLE_CODES =
            Set.of(6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

    /** Of a router that finds no server to ask. */
    private static final int NO_SERVER_FOR_THE_ROUTER = 133;

    private MongoErrors() {}

    /** The server is away or about to change; whether anything was done is not known. */
    static boolean isAway(Throwable error) {
        return isTransient(error)
                || hasWaitedInVain(error)
                || any(
                        error,
                        raised -> raised instanceof MongoWriteConcernException
                                || raised.getCode() == NO_SERVER_FOR_THE_ROUTER
                                || raised.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL));
    }

    /** The server is there and gave up on an operation that took longer than it may. */
    static boolean isTooSlow(Throwable error) {
        return any(error, MongoExecutionTimeoutException.class::isInstance);
    }

    /** The connection broke or the primary moved: the same may pass a moment later. */
    static boolean isTransient(Throwable error) {
        return !hasWaitedInVain(error)
                && any(
                        error,
                        raised -> raised instanceof MongoSocketException
                                || raised instanceof MongoConnectionPoolClearedException
                                || raised instanceof MongoServerUnavailableException
                                || RETRYABLE_CODES.contains(raised.getCode())
                                || raised.hasErrorLabel(RETRYABLE_WRITE));
    }

    /**
     * Nothing of the transaction is left, mostly because another one changed the same document. The driver says so as well
     * of one for which it found no server in time; another wait would be as long.
     */
    static boolean isRolledBack(Throwable error) {
        return !hasWaitedInVain(error)
                && any(error, raised -> raised.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL));
    }

    /** For a server, for a connection or for an answer, and as long as the settings allow. */
    private static boolean hasWaitedInVain(Throwable error) {
        return any(
                error,
                raised -> raised instanceof MongoTimeoutException || raised instanceof MongoSocketReadTimeoutException);
    }

    /** The reason may be further down: a connection that breaks while it signs in is a security error at first sight. */
    private static boolean any(Throwable error, Predicate<MongoException> test) {
        return Stream.<Throwable>iterate(error, cause -> cause != null, Throwable::getCause)
                .filter(MongoException.class::isInstance)
                .map(MongoException.class::cast)
                .anyMatch(test);
    }
}
