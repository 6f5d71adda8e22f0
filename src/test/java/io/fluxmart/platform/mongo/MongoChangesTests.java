package io.fluxmart.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.reactivestreams.client.MongoClient;
import io.fluxmart.platform.migrations.Change;
import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.platform.migrations.Undoing;
import io.fluxmart.testing.FluxmartTest;
import io.fluxmart.testing.Shop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;
import org.springframework.data.mongodb.core.index.IndexInfo;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@FluxmartTest
class MongoChangesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BEAT = Duration.ofMillis(50);

    private static final MongoChange INDEX = new MongoChange(
            "202601010000-index",
            List.of(command("{createIndexes: 'things', indexes: [{name: 'by_size', key: {size: 1}}]}")),
            List.of(command("{dropIndexes: 'things', index: 'by_size'}")));
    private static final MongoChange SIZE = new MongoChange(
            "202601010001-size",
            List.of(command("{update: 'things', updates: [{q: {size: null}, u: {$set: {size: 1}}, multi: true}]}")),
            List.of(command("{update: 'things', updates: [{q: {}, u: {$unset: {size: 1}}, multi: true}]}")));

    @Autowired
    MongoChanges ours;

    @Autowired
    MongoCapabilities capabilities;

    @Autowired
    MongoClient client;

    @Autowired
    private ReactiveMongoTemplate mongo;

    @BeforeEach
    void useADatabaseOfItsOwn() {
        mongo = new ReactiveMongoTemplate(new SimpleReactiveMongoDatabaseFactory(
                client, Shop.unique("own").replace('-', '_')));
    }

    @AfterEach
    void drop() {
        mongo.getMongoDatabase().flatMap(database -> Mono.from(database.drop())).block(PATIENCE);
    }

    @Test
    void areAppliedAtStart() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ours.status().block(PATIENCE)).isNotEmpty().noneMatch(Change::isPending));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areLeftToOthersWhereTheSettingsSaySo(boolean migrateAtStart) {
        MongoChanges changes = changes(INDEX);
        MongoSettings settings = new MongoSettings(PATIENCE, 10, 2, migrateAtStart, PATIENCE);

        new MongoAtStart(capabilities, changes, settings).prepare().block(PATIENCE);

        assertThat(changes.status().block(PATIENCE))
                .singleElement()
                .extracting(Change::isPending)
                .isEqualTo(!migrateAtStart);
    }

    @Test
    void comeAndGoInTheirOrder() {
        MongoChanges changes = changes(SIZE, INDEX);
        insertThing();
        assertThat(changes.status().block(PATIENCE))
                .extracting(Change::name)
                .containsExactly(INDEX.name(), SIZE.name());

        assertThat(list(changes.applyPending())).containsExactly(INDEX.name(), SIZE.name());
        assertThat(changes.status().block(PATIENCE)).noneMatch(Change::isPending);
        assertThat(indexes()).contains("by_size");
        assertThat(thing()).containsEntry("size", 1);
        assertThat(list(changes.applyPending())).as("a second start").isEmpty();

        assertThat(list(changes.undo(last(2, changes)))).containsExactly(SIZE.name(), INDEX.name());
        assertThat(changes.status().block(PATIENCE)).allMatch(Change::isPending);
        assertThat(indexes()).doesNotContain("by_size");
        assertThat(thing()).doesNotContainKey("size");

        assertThat(list(changes.applyPending())).hasSize(2);
        assertThat(thing()).containsEntry("size", 1);
    }

    /** Those of deployments that were there before changes were counted. */
    @Test
    void onlyRecordIndexesThatAreThere() {
        mongo.executeCommand(INDEX.up().get(0)).block(PATIENCE);

        assertThat(list(changes(INDEX).applyPending())).containsExactly(INDEX.name());
    }

    /** As it does where an index of that name has other keys; the embedded server does not look. */
    @Test
    void stayPendingWhereTheServerRefuses() {
        MongoChange refused =
                new MongoChange("202601010002-refused", List.of(command("{noSuchCommand: 1}")), INDEX.down());
        MongoChanges changes = changes(INDEX, refused);

        StepVerifier.create(changes.applyPending())
                .expectNext(INDEX.name())
                .expectError(DataAccessException.class)
                .verify(PATIENCE);
        assertThat(changes.status().block(PATIENCE))
                .filteredOn(Change::isPending)
                .extracting(Change::name)
                .containsExactly(refused.name());
    }

    /** The server calls an answer fine in which it lists what it could not write. */
    @Test
    void failWhereADocumentCannotBeWritten() {
        insertThing();
        MongoChange twice = new MongoChange(
                "202601010002-twice", List.of(command("{insert: 'things', documents: [{_id: 'thing'}]}")), List.of());

        StepVerifier.create(changes(twice).applyPending())
                .expectError(MigrationFailed.class)
                .verify(PATIENCE);
    }

    @Test
    void areMadeAgainAfterTheyWereCutShort() {
        insertThing();
        mongo.executeCommand(INDEX.up().get(0))
                .then(mongo.executeCommand(SIZE.up().get(0)))
                .block(PATIENCE);

        assertThat(list(changes(INDEX, SIZE).applyPending())).hasSize(2);

        mongo.executeCommand(INDEX.down().get(0)).block(PATIENCE);
        assertThat(list(changes(INDEX, SIZE).undo(last(2, changes(INDEX, SIZE)))))
                .hasSize(2);
    }

    @Test
    void areTakenBackOnlyByTheVersionThatKnowsThem() {
        list(changes(INDEX, SIZE).applyPending());
        MongoChanges older = changes(INDEX);

        assertThat(older.status().block(PATIENCE))
                .filteredOn(change -> !change.isOfThisVersion())
                .extracting(Change::name)
                .containsExactly(SIZE.name());
        StepVerifier.create(older.lastApplied(1))
                .expectError(MigrationFailed.class)
                .verify(PATIENCE);
        StepVerifier.create(older.lastApplied(3))
                .expectError(MigrationFailed.class)
                .verify(PATIENCE);
        StepVerifier.create(older.undo(List.of(new Undoing(INDEX.name(), List.of()))))
                .expectError(MigrationFailed.class)
                .verify(PATIENCE);
    }

    @Test
    void sayWhatIsLostWithThem() {
        list(changes(INDEX, SIZE).applyPending());

        List<Undoing> last = last(2, changes(INDEX, SIZE));

        assertThat(last.get(0).losses()).singleElement().asString().contains("$unset");
        assertThat(last.get(1).losses()).isEmpty();
    }

    @Test
    void areMadeByOneProcessAtATime() {
        MongoLease lease = new MongoLease(mongo, BEAT);
        AtomicInteger inside = new AtomicInteger();
        Flux<Integer> work = Mono.delay(BEAT.multipliedBy(10))
                .doOnSubscribe(start -> inside.incrementAndGet())
                .map(done -> inside.getAndDecrement())
                .flux();

        List<Integer> atOnce = Flux.range(0, 3)
                .flatMap(process -> lease.holding(work), 3)
                .collectList()
                .block(PATIENCE);

        assertThat(atOnce)
                .as("a holder keeps the lock for longer than one that died")
                .containsExactly(1, 1, 1);
    }

    @Test
    void takeTheLockThatAKilledProcessLeft() {
        mongo.insert(command("{_id: 'migrations', holder: 'killed', beat: 7}"), "schema_lock")
                .block(PATIENCE);

        assertThat(list(changes(INDEX).applyPending())).containsExactly(INDEX.name());
        assertThat(mongo.count(new Query(), "schema_lock").block(PATIENCE))
                .as("and give it back")
                .isZero();
    }

    /** Whoever was thought dead, frozen for a while perhaps, stops. */
    @Test
    void stopWhenTheLockIsLost() {
        Sinks.One<String> endless = Sinks.one();

        StepVerifier.create(new MongoLease(mongo, BEAT).holding(endless.asMono().flux()))
                .then(() -> await().atMost(PATIENCE)
                        .until(() -> mongo.remove(new Query(), "schema_lock")
                                        .block(PATIENCE)
                                        .getDeletedCount()
                                == 1))
                .expectError(IllegalStateException.class)
                .verify(PATIENCE);
    }

    private MongoChanges changes(MongoChange... declared) {
        return new MongoChanges(
                List.of(declared), new MongoChangeStore(mongo, Clock.systemUTC()), new MongoLease(mongo, BEAT));
    }

    private static List<Undoing> last(int count, MongoChanges changes) {
        return changes.lastApplied(count).block(PATIENCE);
    }

    private static List<String> list(Flux<String> names) {
        return names.collectList().block(PATIENCE);
    }

    private void insertThing() {
        mongo.insert(command("{_id: 'thing'}"), "things").block(PATIENCE);
    }

    private Document thing() {
        return mongo.findById("thing", Document.class, "things").block(PATIENCE);
    }

    private List<String> indexes() {
        return mongo.indexOps("things")
                .getIndexInfo()
                .map(IndexInfo::getName)
                .collectList()
                .block(PATIENCE);
    }

    private static Document command(String json) {
        return Document.parse(json);
    }
}
