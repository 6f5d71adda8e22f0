package io.fluxmart.platform.mongo;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.Optional;

/**
 * Reads what the driver itself said of an error. Labels: MongoDB specifications, "Transactions" and "Retryable Writes".
 */
final class MongoErrors {

    private static final String RETRYABLE_WRITE = "RetryableWriteError";

    private MongoErrors() {}

    /** The server is away or about to change; whether anything was done is not known. */
    static boolean isAway(Throwable error) {
        return driverErrorIn(error)
                .filter(raised -> isTransient(raised)
                        || raised instanceof MongoTimeoutException
                        || raised instanceof MongoWriteConcernException
                        || raised.hasErrorLabel(MongoException.UNKNOWN_TRANSACTION_COMMIT_RESULT_LABEL))
                .isPresent();
    }

    /** The server is there and gave up on an operation that took longer than it may. */
    static boolean isTooSlow(Throwable error) {
        return driverErrorIn(error)
                .filter(MongoExecutionTimeoutException.class::isInstance)
                .isPresent();
    }

    /** The connection broke or the primary moved: the same may pass a moment later. */
    static boolean isTransient(Throwable error) {
        return driverErrorIn(error)
                .filter(raised -> raised instanceof MongoSocketException
                        || raised instanceof MongoNotPrimaryException
                        || raised instanceof MongoNodeIsRecoveringException
                        || raised instanceof MongoConnectionPoolClearedException
                        || raised.hasErrorLabel(RETRYABLE_WRITE))
                .isPresent();
    }

    /** Nothing of the transaction is left, mostly because another one changed the same document. */
    static boolean isRolledBack(Throwable error) {
        return driverErrorIn(error)
                .filter(raised -> raised.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL))
                .isPresent();
    }

    private static Optional<MongoException> driverErrorIn(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException raised) {
                return Optional.of(raised);
            }
        }
        return Optional.empty();
    }
}
