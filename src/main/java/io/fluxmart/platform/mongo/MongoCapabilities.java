package io.fluxmart.platform.mongo;

import org.bson.Document;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the MongoDB server at hand can do, by its own word. Transactions need a replica set or a sharded cluster; a
 * standalone server has none.
 */
@Component
public class MongoCapabilities {

    private final MongoAccess access;

    MongoCapabilities(MongoAccess access) {
        this.access = access;
    }

    /** Asks the server each time, so that one which was replaced is known for what it is. */
    public Mono<Boolean> hasTransactions() {
        return access.runIdempotent(mongo -> mongo.executeCommand(new Document("hello", 1)))
                .map(hello -> hello.containsKey("setName") || "isdbgrid".equals(hello.getString("msg")));
    }
}
