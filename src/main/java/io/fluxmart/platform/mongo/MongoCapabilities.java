package io.fluxmart.platform.mongo;

import java.time.Duration;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.ReactiveMongoTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What the MongoDB server at hand can do, by its own word. Transactions need a replica set or a sharded cluster; a
 * standalone server has none.
 */
@Component
public class MongoCapabilities {

    private static final Logger log = LoggerFactory.getLogger(MongoCapabilities.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReactiveMongoTemplate mongo;

    MongoCapabilities(ReactiveMongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Asks the server; an error when it is away. */
    public Mono<Boolean> hasTransactions() {
        return mongo.executeCommand(new Document("hello", 1))
                .map(hello -> hello.containsKey("setName") || "isdbgrid".equals(hello.getString("msg")));
    }

    @EventListener(ApplicationReadyEvent.class)
    Mono<Void> report() {
        return hasTransactions()
                .timeout(PATIENCE)
                .doOnNext(transactions -> log.info(
                        transactions
                                ? "MongoDB is a replica set or sharded cluster: transactions are on."
                                : "MongoDB is a standalone server: transactions are off."))
                .doOnError(error -> log.warn("MongoDB does not answer; its endpoints will refuse until it does."))
                .onErrorComplete()
                .then();
    }
}
