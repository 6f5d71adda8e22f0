package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import java.io.IOException;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.UncategorizedMongoDbException;

class MongoErrorsTests {

    private static final ServerAddress SERVER = new ServerAddress();
    private static final MongoException BROKEN = new MongoSocketReadException("reset", SERVER);
    private static final MongoException NO_PRIMARY = new MongoNotPrimaryException(answer(10107), SERVER);
    private static final MongoException NO_SERVER = new MongoTimeoutException("no server in 5000 ms");

    @Test
    void looksThroughWhatSpringPutsAround() {
        assertThat(MongoErrors.isAway(new DataAccessResourceFailureException("Spring", NO_SERVER)))
                .isTrue();
        assertThat(MongoErrors.isTransient(new DataAccessResourceFailureException("Spring", BROKEN)))
                .isTrue();
    }

    @Test
    void repeatsWhatMayPassAMomentLater() {
        assertThat(MongoErrors.isTransient(BROKEN)).isTrue();
        assertThat(MongoErrors.isTransient(NO_PRIMARY)).isTrue();
        assertThat(MongoErrors.isTransient(labelled("RetryableWriteError"))).isTrue();
    }

    /** They have waited for as long as the limit says already. The driver labels the one in a transaction all the same. */
    @Test
    void doesNotRepeatWhatWaitedInVain() {
        MongoException noAnswer = new MongoSocketReadTimeoutException("no answer", SERVER, new IOException());
        MongoException noServerForATransaction = new MongoTimeoutException("no server in 5000 ms");
        noServerForATransaction.addLabel("TransientTransactionError");

        assertThat(new Throwable[] {NO_SERVER, noAnswer, noServerForATransaction})
                .allMatch(MongoErrors::isAway)
                .noneMatch(MongoErrors::isTransient)
                .noneMatch(MongoErrors::isRolledBack);
    }

    /** Every service with a password meets this one when its server goes. */
    @Test
    void looksBehindASecurityErrorForTheConnectionThatBrokeMeanwhile() {
        MongoCredential credential = MongoCredential.createCredential("user", "admin", new char[0]);

        assertThat(MongoErrors.isTransient(new MongoSecurityException(credential, "signing in", BROKEN)))
                .isTrue();
        assertThat(MongoErrors.isAway(new MongoSecurityException(credential, "wrong password", null)))
                .isFalse();
    }

    @Test
    void repeatsATransactionOnlyWhenNothingOfItIsLeft() {
        assertThat(MongoErrors.isRolledBack(
                        new UncategorizedMongoDbException("Spring", labelled("TransientTransactionError"))))
                .isTrue();
        assertThat(MongoErrors.isRolledBack(labelled("UnknownTransactionCommitResult")))
                .isFalse();
        assertThat(MongoErrors.isAway(labelled("UnknownTransactionCommitResult")))
                .isTrue();
    }

    @Test
    void tellsAServerThatGaveUpFromOneThatIsAway() {
        MongoException gaveUp = new MongoExecutionTimeoutException(50, "operation exceeded time limit");

        assertThat(MongoErrors.isTooSlow(new UncategorizedMongoDbException("Spring", gaveUp)))
                .isTrue();
        assertThat(MongoErrors.isAway(gaveUp)).isFalse();
        assertThat(MongoErrors.isTooSlow(NO_SERVER)).isFalse();
    }

    @Test
    void leavesOurMistakesAlone() {
        assertThat(new Throwable[] {
                    new IllegalStateException("ours"),
                    new DuplicateKeyException("taken"),
                    new UncategorizedMongoDbException("Spring", new MongoCommandException(answer(14), SERVER))
                })
                .noneMatch(MongoErrors::isAway)
                .noneMatch(MongoErrors::isTransient)
                .noneMatch(MongoErrors::isRolledBack);
    }

    private static MongoException labelled(String label) {
        MongoException error = new MongoClientException("labelled");
        error.addLabel(label);
        return error;
    }

    private static BsonDocument answer(int code) {
        return new BsonDocument("ok", new BsonInt32(0))
                .append("code", new BsonInt32(code))
                .append("errmsg", new BsonString("no"));
    }
}
