package io.fluxmart.sources.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import io.fluxmart.sources.SourceUnreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The collections users, posts and orders of a MongoDB database, read by {@code _id}. */
public final class MongoSource implements Source {

    private static final String ID = "_id";
    private static final SourceId NOT_A_NUMBER = new SourceId("number", "NaN");
    private static final int POOL = 2;
    private static final int SELECTION_SECONDS = 5;
    private static final int CONNECT_SECONDS = 5;
    private static final int READ_SECONDS = 30;

    /** How much of a page is enough: some keep pictures in their documents, of which each may have 16 MB. */
    private static final long PAGE_BYTES = 8L << 20;

    /** The types of which no row has an id here; no index bounds a search for all but those that it may have. */
    private static final List<String> UNFIT = List.of("object", "null", "minKey", "maxKey");

    private final MongoClient client;
    private final MongoDatabase database;
    private final String hosts;

    private MongoSource(MongoClient client, String database, String hosts) {
        this.client = client;
        this.database = client.getDatabase(database);
        this.hosts = hosts;
    }

    /**
     * Connects when it is first asked for something. Finding the servers of a {@code mongodb+srv} address may block.
     *
     * @param uri with the name of a database; {@link SourceUnreadable} where it is none
     */
    public static MongoSource at(String uri) {
        ConnectionString address = parse(uri);
        MongoClientSettings settings = MongoClientSettings.builder()
                .applicationName("fluxmart-import")
                .applyToConnectionPoolSettings(pool -> pool.minSize(0).maxSize(POOL))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(address) // what an operator names there counts
                .build();
        return new MongoSource(
                MongoClients.create(settings), databaseOf(address), String.join(", ", address.getHosts()));
    }

    /** What the source is called where nobody names it. */
    public static String nameOf(String uri) {
        return "mongo:" + databaseOf(parse(uri));
    }

    /** The driver's own words would repeat what may be a password. */
    private static ConnectionString parse(String uri) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException unreadable) {
            throw new SourceUnreadable("That is no address of MongoDB, such as mongodb://user:password@host/database.");
        }
    }

    private static String databaseOf(ConnectionString address) {
        String database = address.getDatabase();
        if (database == null) {
            throw new SourceUnreadable("The address names no database, as in mongodb://user:password@host/database.");
        }
        return database;
    }

    @Override
    public Mono<Set<Entity>> entities() {
        return Flux.from(database.listCollectionNames())
                .collect(Collectors.toSet())
                .onErrorMap(MongoException.class, this::explain)
                .map(MongoSource::among);
    }

    private static Set<Entity> among(Set<String> collections) {
        if (!collections.contains(Entity.USERS.word())) {
            throw new SourceUnreadable("The database has no collection users.");
        }
        return Arrays.stream(Entity.values())
                .filter(entity -> collections.contains(entity.word()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Long> count(Entity entity) {
        return Mono.from(collection(entity).estimatedDocumentCount()).onErrorMap(MongoException.class, this::explain);
    }

    @Override
    public Mono<List<SourceRow>> page(Entity entity, Optional<SourceId> after, int limit) {
        Flux<RawBsonDocument> documents = Flux.fromIterable(MongoIdType.from(after))
                .concatMap(type -> find(entity, filter(type, after), limit), 1)
                .take(limit);
        Mono<List<SourceRow>> rows =
                upToEnough(documents).map(MongoValues::rowOf).collectList();
        return after.isPresent() ? rows : refuseUnfitIds(entity).then(rows);
    }

    /** A page that is shorter than its limit is not the last. */
    private static Flux<RawBsonDocument> upToEnough(Flux<RawBsonDocument> documents) {
        return Flux.defer(() -> {
            AtomicLong bytes = new AtomicLong();
            return documents.takeUntil(
                    document -> bytes.addAndGet(document.getByteBuffer().remaining()) >= PAGE_BYTES);
        });
    }

    /** Now, and not in the middle: they would be found by none of the searches. */
    private Mono<Void> refuseUnfitIds(Entity entity) {
        Bson unfit = new BsonDocument(
                ID,
                new BsonDocument(
                        "$type",
                        new BsonArray(UNFIT.stream().map(BsonString::new).toList())));
        return find(entity, unfit, 1)
                .next()
                .<Void>flatMap(document -> Mono.error(MongoIdType.unfit(
                        document.get(ID, BsonNull.VALUE).getBsonType().name())));
    }

    private Flux<RawBsonDocument> find(Entity entity, Bson filter, int limit) {
        return Flux.from(collection(entity)
                        .find(filter)
                        .sort(ascending(ID))
                        .limit(limit)
                        .batchSize(limit + 1))
                .onErrorMap(MongoException.class, this::explain);
    }

    private Throwable explain(MongoException error) {
        return MongoAnswers.explain(error, hosts);
    }

    private static Bson filter(MongoIdType type, Optional<SourceId> after) {
        Bson ofType = new BsonDocument(ID, new BsonDocument("$type", new BsonString(type.alias())));
        return after.filter(id -> MongoIdType.of(id) == type)
                .map(id -> and(ofType, behind(id)))
                .orElse(ofType);
    }

    /** Nothing is greater than what is no number, and yet it is sorted before all numbers. */
    private static Bson behind(SourceId id) {
        return id.equals(NOT_A_NUMBER)
                ? gte(ID, new BsonDouble(Double.NEGATIVE_INFINITY))
                : gt(ID, MongoIdType.valueOf(id));
    }

    private MongoCollection<RawBsonDocument> collection(Entity entity) {
        return database.getCollection(entity.word(), RawBsonDocument.class);
    }

    @Override
    public Mono<Void> close() {
        return Mono.<Void>fromRunnable(client::close).subscribeOn(Schedulers.boundedElastic());
    }
}
