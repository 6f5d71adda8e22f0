package io.fluxmart.sources.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Positions;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.sources.SourceUnreadable;
import io.fluxmart.testing.SharedBackends;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class MongoSourceTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String database = "source" + UUID.randomUUID().toString().substring(0, 8);
    private final MongoClient client = MongoClients.create(SharedBackends.mongoUri());
    private final MongoSource source = MongoSource.at(uriOf(database));

    private static String uriOf(String database) {
        String shared = SharedBackends.mongoUri();
        String ofShared = new ConnectionString(shared).getDatabase();
        return shared.replace("/" + ofShared, "/" + database);
    }

    @AfterEach
    void close() {
        source.close().block(PATIENCE);
        Mono.from(client.getDatabase(database).drop()).block(PATIENCE);
        client.close();
    }

    private MongoCollection<BsonDocument> users() {
        return client.getDatabase(database).getCollection("users", BsonDocument.class);
    }

    private void insert(List<BsonValue> ids) {
        Flux.from(users().insertMany(ids.stream()
                        .map(id -> new BsonDocument("_id", id))
                        .toList()))
                .then()
                .block(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000})
    void losesNoRowWhateverTheTypeOfItsId(int pageSize) {
        List<BsonValue> ids = mixedIds();
        insert(ids);

        List<SourceId> read = readFrom(Optional.empty(), pageSize);

        assertThat(read).doesNotHaveDuplicates().hasSize(ids.size());
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(MongoIdType::idOf).toList());
    }

    @Test
    void goesOnBehindAnyOfThem() {
        insert(mixedIds());
        List<SourceId> all = readFrom(Optional.empty(), 1_000);

        for (int place = 0; place < all.size(); place++) {
            SourceId written = Positions.of(Positions.textOf(all.get(place))).orElseThrow();
            assertThat(readFrom(Optional.of(written), 4)).isEqualTo(all.subList(place + 1, all.size()));
        }
    }

    private static List<BsonValue> mixedIds() {
        List<BsonValue> ids = new ArrayList<>(List.of(
                new BsonInt32(-7),
                new BsonInt32(1),
                new BsonInt64(1L << 60),
                new BsonDouble(0.1),
                new BsonDouble(2.5),
                new BsonDouble(1e300),
                new BsonString(""),
                new BsonString("1"),
                new BsonString("NaN"),
                new BsonString("zoë 🚀"),
                new BsonBinary(UUID.fromString("00000000-0000-4000-8000-000000000001")),
                new BsonBinary(UUID.fromString("7fffffff-0000-4000-8000-000000000001")),
                new BsonObjectId(new ObjectId("000000000000000000000001")),
                new BsonObjectId(new ObjectId("7fffffffffffffffffffffff")),
                new BsonObjectId(new ObjectId("650000000000000000000001")),
                BsonBoolean.FALSE,
                BsonBoolean.TRUE,
                new BsonDateTime(-1),
                new BsonDateTime(1_000),
                new BsonTimestamp(5, 1)));
        Collections.shuffle(ids, new Random(1));
        return ids;
    }

    private List<SourceId> readFrom(Optional<SourceId> start, int pageSize) {
        List<SourceId> all = new ArrayList<>();
        Optional<SourceId> after = start;
        List<SourceRow> page = source.page(Entity.USERS, after, pageSize).block(PATIENCE);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(pageSize);
            page.forEach(row -> all.add(row.id()));
            after = Optional.of(page.get(page.size() - 1).id());
            page = source.page(Entity.USERS, after, pageSize).block(PATIENCE);
        }
        return all;
    }

    @Test
    void cutsAPageShortThatWouldFillTheHeap() {
        int picture = 1 << 20;
        Flux.range(1, 20)
                .concatMap(id -> users().insertOne(new BsonDocument("_id", new BsonInt32(id))
                        .append("picture", new BsonString("x".repeat(picture)))))
                .then()
                .block(PATIENCE);

        assertThat(source.page(Entity.USERS, Optional.empty(), 1_000).block(PATIENCE))
                .hasSize(8);
        assertThat(readFrom(Optional.empty(), 1_000)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void refusesIdsThatItCouldNotGoOnBehind() {
        insert(List.of(new BsonInt32(1), new BsonDocument("a", new BsonInt32(1))));

        assertThatThrownBy(() -> source.page(Entity.USERS, Optional.empty(), 10).block(PATIENCE))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessage("An _id of type DOCUMENT cannot be imported.");
    }

    @Test
    void hasTheCollectionsThatThereAre() {
        insert(List.of(new BsonInt32(1), new BsonInt32(2)));
        Mono.from(client.getDatabase(database).createCollection("orders")).block(PATIENCE);

        assertThat(source.entities().block(PATIENCE)).isEqualTo(Set.of(Entity.USERS, Entity.ORDERS));
        assertThat(source.count(Entity.USERS).block(PATIENCE)).isEqualTo(2);
        assertThat(source.page(Entity.ORDERS, Optional.empty(), 10).block(PATIENCE))
                .isEmpty();
    }

    @Test
    void isNoSourceWithoutUsers() {
        assertThatThrownBy(() -> source.entities().block(PATIENCE))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessage("The database has no collection users.");
    }

    @Test
    void makesPlainValuesOfDocuments() {
        ObjectId author = new ObjectId();
        UUID uuid = UUID.randomUUID();
        BsonDocument document = new BsonDocument("_id", new BsonInt32(1))
                .append("text", new BsonString("a"))
                .append("int", new BsonInt32(2))
                .append("whole", new BsonDouble(3))
                .append("price", new BsonDouble(19.99))
                .append("nan", new BsonDouble(Double.NaN))
                .append("decimal", new BsonDecimal128(Decimal128.parse("1.50")))
                .append("minusZero", new BsonDecimal128(Decimal128.parse("-0E+3")))
                .append("infinite", new BsonDecimal128(Decimal128.NEGATIVE_INFINITY))
                .append("date", new BsonDateTime(-1_000))
                .append("ancient", new BsonDateTime(Long.MIN_VALUE))
                .append("author", new BsonObjectId(author))
                .append("uuid", new BsonBinary(uuid))
                .append("picture", new BsonBinary(new byte[100]))
                .append("null", BsonNull.VALUE)
                .append("pattern", new BsonRegularExpression("a+"))
                .append("list", new org.bson.BsonArray(List.of(BsonNull.VALUE, new BsonInt64(5))))
                .append("map", new BsonDocument("true", BsonBoolean.TRUE));

        SourceRow row = MongoValues.rowOf(document);

        assertThat(row.id()).isEqualTo(SourceId.number(1));
        assertThat(row.values())
                .containsEntry("text", "a")
                .containsEntry("int", 2L)
                .containsEntry("price", new BigDecimal("19.99"))
                .containsEntry("nan", "NaN")
                .containsEntry("decimal", new BigDecimal("1.50"))
                .containsEntry("minusZero", BigDecimal.ZERO)
                .containsEntry("infinite", "-Infinity")
                .containsEntry("date", Instant.ofEpochSecond(-1))
                .containsEntry("ancient", Instant.ofEpochMilli(Long.MIN_VALUE))
                .containsEntry("author", new SourceId("objectId", author.toHexString()))
                .containsEntry("uuid", SourceId.uuid(uuid))
                .containsEntry("picture", new SourceId("binary", "100 bytes"))
                .containsEntry("null", null)
                .containsEntry("pattern", Map.of())
                .containsEntry("map", Map.of("true", true));
        assertThat((List<?>) row.values().get("list")).isEqualTo(java.util.Arrays.asList(null, 5L));
        assertThat((BigDecimal) row.values().get("whole")).isEqualByComparingTo("3");
    }

    /** Equal in MongoDB, equal here: 1 as an int, a long, a double and a decimal are one id. */
    @Test
    void givesEqualNumbersOneId() {
        assertThat(List.of(
                                new BsonInt32(1),
                                new BsonInt64(1),
                                new BsonDouble(1),
                                new BsonDecimal128(Decimal128.parse("1.00")))
                        .stream()
                        .map(MongoIdType::idOf))
                .containsOnly(SourceId.number(1));
        assertThat(MongoIdType.idOf(new BsonDouble(0.1)))
                .isNotEqualTo(MongoIdType.idOf(new BsonDecimal128(Decimal128.parse("0.1"))));
        assertThat(MongoIdType.valueOf(MongoIdType.idOf(new BsonDouble(0.1)))).isEqualTo(new BsonDouble(0.1));
        assertThat(MongoIdType.valueOf(MongoIdType.idOf(new BsonDecimal128(Decimal128.parse("0.1")))))
                .isEqualTo(new BsonDecimal128(Decimal128.parse("0.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://me:secret@host:99999999/db",
                "mongodb://me:se/cret@host/db",
                "postgres://me:secret@h/db",
                "mongodb://me:secret@host"
            })
    void repeatsNoPasswordOfAnAddressThatIsNone(String uri) {
        assertThatThrownBy(() -> MongoSource.at(uri))
                .isInstanceOf(SourceUnreadable.class)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("cret@");
    }

    @Test
    void isNamedAfterTheDatabase() {
        assertThat(MongoSource.nameOf("mongodb://me:secret@host/shop?tls=true")).isEqualTo("mongo:shop");
    }
}
