package io.fluxmart.imports;

import static io.fluxmart.testing.Shop.unique;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxmart.intakes.TargetIds;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.mongo.MongoSource;
import io.fluxmart.testing.SharedBackends;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.ObjectId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A MongoDB database of somebody else's: people, what they wrote, and what they bought in May 2005. */
final class OldShop implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Instant THEN = Instant.parse("2005-05-04T10:00:00Z");

    private final MongoDatabase database;
    private final String name = unique("old").replace("-", "_");

    OldShop(MongoClient client) {
        this.database = client.getDatabase(name);
    }

    /** Its address, as {@code --uri} would have it. */
    Source open() {
        String uri = SharedBackends.mongoUri();
        return MongoSource.at(uri.replaceFirst("(mongodb://[^/]+/)[^?]*", "$1" + name));
    }

    String name() {
        return "mongo:" + name;
    }

    String username(String word) {
        return word + "_" + name;
    }

    ObjectId person(String word, String passwordHash) {
        return add(
                "users",
                new Document("username", username(word))
                        .append("email", username(word) + "@example.org")
                        .append("passwordHash", passwordHash)
                        .append("profile", new Document("firstName", word))
                        .append("createdAt", Date.from(THEN)));
    }

    /** Without an e-mail address. */
    ObjectId stranger() {
        return add("users", new Document("username", username("stranger")).append("name", "Stranger"));
    }

    UUID targetOf(Entity entity, ObjectId id) {
        return TargetIds.of(name(), entity, new SourceId("objectId", id.toHexString()));
    }

    ObjectId post(Object author, String title, Document... comments) {
        return add(
                "posts",
                new Document("author", author)
                        .append("title", title)
                        .append("content", "Some content \uD83D\uDE80")
                        .append("tags", List.of("Old", name))
                        .append("published", true)
                        .append("createdAt", Date.from(THEN))
                        .append("comments", List.of(comments)));
    }

    static Document comment(Object author, String text) {
        return new Document("author", author).append("text", text).append("createdAt", Date.from(THEN.plusSeconds(60)));
    }

    ObjectId order(Object user, String status, Object total, Document... items) {
        return add(
                "orders",
                new Document("userId", user)
                        .append("status", status)
                        .append("total", total)
                        .append("createdAt", Date.from(THEN))
                        .append("items", List.of(items)));
    }

    static Document item(String sku, int quantity, Object price) {
        return new Document("sku", sku).append("quantity", quantity).append("price", price);
    }

    private ObjectId add(String collection, Document document) {
        ObjectId id = new ObjectId();
        Mono.from(database.getCollection(collection).insertOne(document.append("_id", id)))
                .block(PATIENCE);
        return id;
    }

    @Override
    public void close() {
        Flux.just("users", "posts", "orders")
                .concatMap(collection -> database.getCollection(collection).drop())
                .then()
                .block(PATIENCE);
    }
}
