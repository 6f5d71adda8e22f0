package io.fluxmart.platform.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

/** Tells Redis being away from a mistake of ours. */
final class RedisErrors {

    /** What a server answers that is there but cannot serve; inside a script the word stands further back. */
    private static final Pattern CANNOT_SERVE =
            Pattern.compile("\\b(LOADING|OOM|READONLY|BUSY|MISCONF|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN)\\b");

    private RedisErrors() {}

    /**
     * Spring's types alone do not tell. A command rejected while the client is disconnected, one whose connection broke
     * and one that Redis turned down are all a {@link RedisSystemException}; of a hash that is read whole, the client's
     * own exceptions come through as they are, and so does a reset connection.
     */
    static boolean isAway(Throwable error) {
        Throwable raised = error instanceof RedisSystemException && error.getCause() != null ? error.getCause() : error;
        return raised instanceof RedisConnectionFailureException
                || raised instanceof QueryTimeoutException
                || raised instanceof IOException
                || raised instanceof RedisException && !isOurMistake(raised);
    }

    private static boolean isOurMistake(Throwable raised) {
        return raised instanceof RedisCommandExecutionException
                && !CANNOT_SERVE.matcher(String.valueOf(raised.getMessage())).find();
    }
}
