package io.fluxmart.imports;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxmart.testing.SharedBackends;
import io.fluxmart.testing.Shop;
import io.fluxmart.testing.TcpProxy;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** A foreign database of users, on the MongoDB that the tests share, in a database of its own. */
final class OldUsers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name = Shop.unique("olds").replace('-', '_');
    private final MongoClient client = MongoClients.create(SharedBackends.mongoUri());
    private final MongoDatabase database = client.getDatabase(name);

    String name() {
        return name;
    }

    String uri() {
        return new ConnectionString(SharedBackends.mongoUri())
                .getHosts().stream()
                        .map(host -> "mongodb://" + host + "/" + name)
                        .findFirst()
                        .orElseThrow();
    }

    /** By way of something that can be cut and held. */
    String uri(TcpProxy proxy) {
        return "mongodb://127.0.0.1:" + proxy.port() + "/" + name
                + "?directConnection=true&serverSelectionTimeoutMS=300";
    }

    /** Whose e-mail addresses end with the name of the database. */
    OldUsers withUsers(int count) {
        return with(IntStream.range(0, count).mapToObj(this::user).toList());
    }

    /** Whose e-mail address is none. */
    OldUsers withUnfitUsers(int count) {
        return with(IntStream.range(0, count)
                .mapToObj(i -> user(90_000 + i).append("email", "none"))
                .toList());
    }

    private Document user(int i) {
        String username = name + "_" + i;
        return new Document("_id", i)
                .append("username", username)
                .append("email", username + "@example.com")
                .append("profile", new Document("firstName", "Cleo"))
                .append("createdAt", new Date(0));
    }

    private OldUsers with(List<Document> users) {
        Mono.from(database.getCollection("users").insertMany(users)).block(PATIENCE);
        return this;
    }

    @Override
    public void close() {
        Mono.from(database.drop()).block(PATIENCE);
        client.close();
    }
}
