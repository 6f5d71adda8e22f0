package io.fluxmart.sources.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import io.fluxmart.sources.SourceAway;
import io.fluxmart.sources.SourceUnreadable;

/** What an error of the driver means, in our words: its own may hold an address with its password. */
final class MongoAnswers {

    /** Error codes of the server: Unauthorized, AuthenticationFailed. */
    private static final int NO_RIGHTS = 13;

    private static final int WRONG_LOGIN = 18;

    private MongoAnswers() {}

    /**
     * @param hosts names and ports
     * @return {@link SourceUnreadable} where trying again does not help, {@link SourceAway} where it may
     */
    static Throwable explain(MongoException error, String hosts) {
        if (error instanceof MongoSecurityException || error.getCode() == WRONG_LOGIN) {
            return new SourceUnreadable("MongoDB at " + hosts + " does not accept this user and password.");
        }
        if (error instanceof MongoCommandException && error.getCode() == NO_RIGHTS) {
            return new SourceUnreadable("MongoDB at " + hosts + " does not let this user read the database.");
        }
        return error instanceof MongoTimeoutException
                ? new SourceAway("MongoDB at " + hosts + " does not answer.", error)
                : new SourceAway("MongoDB at " + hosts + " does not answer as it should: " + kind(error) + ".", error);
    }

    private static String kind(MongoException error) {
        return error instanceof MongoCommandException
                ? "error " + error.getCode()
                : error.getClass().getSimpleName();
    }
}
