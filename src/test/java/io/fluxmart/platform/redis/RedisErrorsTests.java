package io.fluxmart.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;

class RedisErrorsTests {

    @Test
    void knowsRedisIsAway() {
        assertThat(new Throwable[] {
                    new RedisConnectionFailureException("Redis connection failed"),
                    new QueryTimeoutException("Redis command timed out"),
                    new RedisSystemException(
                            "Redis exception", new RedisException("Currently not connected. Commands are rejected.")),
                    new RedisException("Currently not connected. Commands are rejected."),
                    new RedisCommandTimeoutException("Command timed out after 500 millisecond(s)"),
                    new IOException("Connection reset by peer"),
                    new RedisSystemException("Unknown", new IOException("Broken pipe"))
                })
                .allMatch(RedisErrors::isAway);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "ERR Error running script (call to f_0): @user_script:7: -OOM command not allowed",
                "READONLY You can't write against a read only replica.",
                "MISCONF Redis is configured to save RDB snapshots"
            })
    void knowsAServerThatIsThereButCannotServe(String answer) {
        assertThat(RedisErrors.isAway(answered(answer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR Error compiling script (new function): user_script:1: '=' expected",
                "WRONGTYPE Operation against a key holding the wrong kind of value",
                "NOAUTH Authentication required."
            })
    void doesNotTakeOurMistakesForAnOutage(String answer) {
        assertThat(RedisErrors.isAway(answered(answer))).isFalse();
    }

    private static RedisSystemException answered(String answer) {
        return new RedisSystemException("Error in execution", new RedisCommandExecutionException(answer));
    }
}
