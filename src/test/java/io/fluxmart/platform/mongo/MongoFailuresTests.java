package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.observability.Traces;
import io.fluxmart.problem.Unavailable;
import io.fluxmart.testing.ScriptedMongo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.query.Criteria;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a replica set answers while it changes its primary or loses a conflict, and what becomes of it here. */
@Tag("faults")
class MongoFailuresTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String CONFLICT = "TransientTransactionError";

    private final ScriptedMongo server = new ScriptedMongo();
    private final AtomicInteger failures = new AtomicInteger();
    private MongoClient client;
    private MongoAccess access;

    @BeforeEach
    void connect() {
        connect("serverSelectionTimeoutMS=300", PATIENCE);
    }

    private void connect(String options, Duration timeLimit) {
        client = MongoClients.create(server.uri(options));
        SimpleReactiveMongoDatabaseFactory factory = new SimpleReactiveMongoDatabaseFactory(client, "fluxmart");
        access = new MongoAccess(
                new ReactiveMongoTemplate(factory),
                factory,
                new DetachedWork(),
                new MongoSettings(timeLimit, 10, 5, true, Duration.ofMinutes(1)),
                new SimpleMeterRegistry(),
                Traces.none());
    }

    @AfterEach
    void disconnect() {
        client.close();
        server.close();
    }

    /** Each kind of command comes back with another type of error. */
    @ParameterizedTest
    @ValueSource(ints = {6, 7, 89, 91, 133, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436})
    void refusesWhileThereIsNoPrimary(int code) {
        server.answer(command -> ScriptedMongo.failure(code));

        List<Function<ReactiveMongoOperations, Mono<Object>>> operations =
                List.of(MongoFailuresTests::find, MongoFailuresTests::aggregate, MongoFailuresTests::insert);
        assertThat(operations)
                .allSatisfy(operation -> StepVerifier.create(access.run(operation))
                        .expectErrorSatisfies(MongoFailuresTests::requireAway)
                        .verify(PATIENCE));
    }

    /** More often than the driver, which repeats once. */
    @ParameterizedTest
    @ValueSource(ints = {10107, 11600, 91})
    void repeatsReadsUntilThereIsAPrimary(int code) {
        server.answer(failing("find", 4, code));

        StepVerifier.create(access.runIdempotent(MongoFailuresTests::find).defaultIfEmpty("nothing found"))
                .expectNext("nothing found")
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void repeatsNothingOnceNobodyWaits() {
        client.close();
        connect("serverSelectionTimeoutMS=300", Duration.ofMillis(200));
        server.answer(failing("find", Integer.MAX_VALUE, 11600));

        StepVerifier.create(access.runIdempotent(MongoFailuresTests::find))
                .expectErrorSatisfies(MongoFailuresTests::requireAway)
                .verify(PATIENCE);
        StepVerifier.create(Mono.delay(Duration.ofMillis(600)))
                .expectNextCount(1)
                .verifyComplete();
        int asked = server.commands().size();
        StepVerifier.create(Mono.delay(Duration.ofSeconds(2)))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(server.commands()).hasSize(asked);
    }

    @Test
    void repeatsATransactionThatLostAConflict() {
        server.answer(failing("insert", 3, 112, CONFLICT));

        StepVerifier.create(access.runInTransaction(MongoFailuresTests::insert))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(server.commands())
                .containsSubsequence("insert", "insert", "insert", "insert", "commitTransaction")
                .containsOnlyOnce("commitTransaction");
    }

    /** A conflict may show as late as that. */
    @Test
    void repeatsATransactionThatWasRolledBackAtItsCommit() {
        server.answer(failing("commitTransaction", 2, 112, CONFLICT));

        StepVerifier.create(access.runInTransaction(MongoFailuresTests::insert))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(server.commands())
                .filteredOn(command -> command.equals("insert"))
                .hasSize(3);
    }

    @Test
    void doesNotRepeatATransactionThatMayHaveCommitted() {
        server.answer(failing("commitTransaction", Integer.MAX_VALUE, 91, "RetryableWriteError"));

        StepVerifier.create(access.runInTransaction(MongoFailuresTests::insert))
                .expectErrorSatisfies(MongoFailuresTests::requireAway)
                .verify(PATIENCE);

        assertThat(server.commands()).containsOnlyOnce("insert");
    }

    @Test
    void givesUpOnATransactionThatLosesEveryConflict() {
        server.answer(failing("insert", Integer.MAX_VALUE, 112, CONFLICT));

        StepVerifier.create(access.runInTransaction(MongoFailuresTests::insert))
                .expectErrorSatisfies(
                        error -> assertThat(((Unavailable) error).code()).isEqualTo("contention"))
                .verify(PATIENCE);
    }

    /** The driver calls this one a conflict, too. */
    @Test
    void doesNotTakeAnAbsentServerForAConflict() {
        server.close();

        StepVerifier.create(access.runInTransaction(MongoFailuresTests::insert))
                .expectErrorSatisfies(MongoFailuresTests::requireAway)
                .verify(PATIENCE);
    }

    @Test
    void tellsADuplicateInATransaction() {
        Document document = new Document("_id", UUID.randomUUID().toString());

        StepVerifier.create(access.runInTransaction(
                        mongo -> mongo.insert(document, "things").then(mongo.insert(document, "things"))))
                .expectError(DuplicateKeyException.class)
                .verify(PATIENCE);
        assertThat(server.commands()).endsWith("insert", "abortTransaction");
    }

    private Function<String, de.bwaldvogel.mongo.bson.Document> failing(
            String command, int times, int code, String... labels) {
        return asked -> asked.equals(command) && failures.incrementAndGet() <= times
                ? ScriptedMongo.failure(code, labels)
                : null;
    }

    private static void requireAway(Throwable error) {
        assertThat(error).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) error).code()).isEqualTo("store_unavailable");
    }

    private static Mono<Object> find(ReactiveMongoOperations mongo) {
        return mongo.findById(1, Document.class, "things").cast(Object.class);
    }

    private static Mono<Object> aggregate(ReactiveMongoOperations mongo) {
        return mongo.aggregate(newAggregation(match(new Criteria())), "things", Document.class)
                .collectList()
                .cast(Object.class);
    }

    private static Mono<Object> insert(ReactiveMongoOperations mongo) {
        return mongo.insert(new Document("_id", UUID.randomUUID().toString()), "things")
                .cast(Object.class);
    }
}
