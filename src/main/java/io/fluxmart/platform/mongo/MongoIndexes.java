package io.fluxmart.platform.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Creates the indexes that {@code db/mongo/indexes.json} declares, where they are missing: a list of the server's own
 * {@code createIndexes} commands, one for each collection. An index that is there under its name with other keys is an
 * error; give the new one a new name.
 */
@Component
class MongoIndexes {

    private static final Logger log = LoggerFactory.getLogger(MongoIndexes.class);

    private final List<Document> commands;
    private final ReactiveMongoOperations mongo;

    MongoIndexes(@Value("classpath:/db/mongo/indexes.json") Resource declared, ReactiveMongoOperations mongo)
            throws IOException {
        this.commands = Document.parse(declared.getContentAsString(UTF_8)).getList("commands", Document.class);
        this.mongo = mongo;
    }

    /** One after the other, and for as long as it takes: no request waits for it. */
    Mono<Void> createMissing() {
        return Flux.fromIterable(commands)
                .concatMap(mongo::executeCommand)
                .then()
                .doOnSuccess(done -> log.info("The indexes of {} MongoDB collections are there.", commands.size()));
    }
}
