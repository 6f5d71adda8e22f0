package io.fluxmart.platform.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.data.mongodb.core.SimpleReactiveMongoDatabaseFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What docs/migrations.md asks of a change of documents: a name with a time, a way back, no harm to nodes of before. */
class MongoChangeFilesTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

    /** The collections that changes are about, each with a document that the first of them finds. */
    private static final List<String> COLLECTIONS = List.of("posts", "reviews");

    @Test
    void haveNamesWaysBackAndDoNoHarm() throws IOException {
        Set<String> earlier = new HashSet<>();
        for (Resource file : files()) {
            MongoChange change = MongoChange.read(file);
            assertThat(change.name()).matches("\\d{12}(-[a-z0-9]+)+");
            String time = change.name().substring(0, 12);
            assertThatNoException().isThrownBy(() -> LocalDateTime.parse(time, TIME));
            assertThat(change.up()).as(change.name()).isNotEmpty();
            assertThat(change.down()).as(change.name()).isNotEmpty();
            assertThat(MongoChangeRules.brokenBy(Document.parse(file.getContentAsString(UTF_8)), earlier))
                    .as(change.name())
                    .isEmpty();
            earlier.add(change.name());
        }
        assertThat(earlier).isNotEmpty();
    }

    /** A change that was cut short is made again from its start, and so is the undoing of one. */
    @Test
    void goUpDownAndUpAgainAndMayBeRepeated() throws IOException {
        try (MongoClient client = MongoClients.create(SharedBackends.mongoUri())) {
            ReactiveMongoTemplate mongo = new ReactiveMongoTemplate(new SimpleReactiveMongoDatabaseFactory(
                    client, Shop.unique("own").replace('-', '_')));
            MongoChangeStore store = new MongoChangeStore(mongo, Clock.systemUTC());
            COLLECTIONS.forEach(collection ->
                    mongo.insert(new Document("_id", "one"), collection).block(PATIENCE));

            for (Resource file : files()) {
                goUpDownAndUp(MongoChange.read(file), store, mongo);
            }

            mongo.getMongoDatabase()
                    .flatMap(database -> Mono.from(database.drop()))
                    .block(PATIENCE);
        }
    }

    private static void goUpDownAndUp(MongoChange change, MongoChangeStore store, ReactiveMongoTemplate mongo) {
        List<String> before = picture(mongo);
        store.apply(change).block(PATIENCE);
        List<String> after = picture(mongo);
        assertThat(after).as("what %s changes", change.name()).isNotEqualTo(before);

        store.apply(change).block(PATIENCE);
        assertThat(picture(mongo)).as("%s again", change.name()).isEqualTo(after);
        store.undo(change).block(PATIENCE);
        assertThat(picture(mongo)).as("%s undone", change.name()).isEqualTo(before);
        store.undo(change).block(PATIENCE);
        assertThat(picture(mongo)).as("%s undone again", change.name()).isEqualTo(before);
        store.apply(change).block(PATIENCE);
        assertThat(picture(mongo)).as("%s once more", change.name()).isEqualTo(after);
    }

    /** The indexes and the documents. */
    private static List<String> picture(ReactiveMongoTemplate mongo) {
        return Flux.fromIterable(COLLECTIONS)
                .concatMap(collection -> Flux.concat(
                        mongo.indexOps(collection).getIndexInfo().map(index -> collection + " " + index),
                        mongo.findAll(Document.class, collection).map(document -> collection + " " + document)))
                .sort()
                .collectList()
                .block(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{drop: 'posts'}",
                "{dropIndexes: 'posts', index: 'tag_newest'}",
                "{renameCollection: 'posts', to: 'articles'}",
                "{delete: 'posts', deletes: [{q: {}, limit: 0}]}",
                "{createIndexes: 'posts', indexes: [{name: 'title', key: {title: 1}, unique: true}]}",
                "{update: 'posts', updates: [{q: {}, u: {$unset: {title: 1}}, multi: true}]}",
                "{update: 'posts', updates: [{q: {}, u: {$rename: {title: 'name'}}, multi: true}]}"
            })
    void refuseWhatBreaksNodesOfTheVersionBefore(String command) {
        String up = "up: [" + command + "]";

        assertThat(brokenBy("{" + up + "}")).hasSize(1);
        assertThat(brokenBy("{contract: {expandedBy: '202601010000-first', unusedSince: '0.2.0'}, " + up + "}"))
                .isEmpty();
        assertThat(brokenBy("{contract: {expandedBy: '202601010000-second', unusedSince: '0.2.0'}, " + up + "}"))
                .hasSize(1);
        assertThat(brokenBy("{contract: {expandedBy: '202601010000-first'}, " + up + "}"))
                .hasSize(1);
    }

    @Test
    void letAFieldBeAdded() {
        assertThat(brokenBy("{up: [{update: 'posts', updates: [{q: {n: null}, u: {$set: {n: 1}}, multi: true}]}]}"))
                .isEmpty();
    }

    private static List<String> brokenBy(String file) {
        return MongoChangeRules.brokenBy(Document.parse(file), Set.of("202601010000-first"));
    }

    private static List<Resource> files() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:/db/mongo/changes/*.json"))
                .sorted(Comparator.comparing(Resource::getFilename))
                .toList();
    }
}
