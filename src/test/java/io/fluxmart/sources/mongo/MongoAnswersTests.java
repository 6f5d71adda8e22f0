package io.fluxmart.sources.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.ServerAddress;
import io.fluxmart.backends.FreePort;
import io.fluxmart.sources.SourceAway;
import io.fluxmart.sources.SourceUnreadable;
import java.time.Duration;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MongoAnswersTests {

    private static final ServerAddress SERVER = new ServerAddress("db.example", 27017);

    @Test
    void nameWhomToAskAboutALogin() {
        MongoCredential login = MongoCredential.createCredential("reader", "shop", "secret".toCharArray());

        Throwable refused = explain(new MongoSecurityException(login, "secret"));

        assertThat(refused)
                .isInstanceOf(SourceUnreadable.class)
                .hasMessage("MongoDB at db.example does not accept this user and password.");
    }

    @Test
    void nameRightsThatAreMissing() {
        assertThat(explain(commandFailed(13)))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessage("MongoDB at db.example does not let this user read the database.");
    }

    @Test
    void leaveOutTheWordsOfTheDriver() {
        assertThat(explain(commandFailed(50)))
                .isInstanceOf(SourceAway.class)
                .hasMessage("MongoDB at db.example does not answer as it should: error 50.");
        assertThat(explain(new MongoSocketException("secret", SERVER)))
                .isInstanceOf(SourceAway.class)
                .hasMessage("MongoDB at db.example does not answer as it should: MongoSocketException.");
    }

    @Test
    void tellWhoDoesNotAnswer() {
        int closed = FreePort.find();
        MongoSource source =
                MongoSource.at("mongodb://reader:secret@127.0.0.1:" + closed + "/shop?serverSelectionTimeoutMS=200");

        StepVerifier.create(source.entities())
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(SourceAway.class)
                        .hasMessage("MongoDB at 127.0.0.1:" + closed + " does not answer."))
                .verify(Duration.ofSeconds(20));
        source.close().block(Duration.ofSeconds(20));
    }

    private static Throwable explain(MongoException error) {
        return MongoAnswers.explain(error, "db.example");
    }

    private static MongoCommandException commandFailed(int code) {
        return new MongoCommandException(
                BsonDocument.parse("{ok: 0, code: %d, errmsg: 'secret'}".formatted(code)), SERVER);
    }
}
