package io.fluxmart.platform.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.mongodb.MongoCommandException;
import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.platform.mongo.MongoHistory.Applied;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs the commands of changes, and keeps which were applied, one document each. */
final class MongoChangeStore {

    private static final String COLLECTION = "schema_changes";

    /** Of an index or a collection that is not there: then there is nothing to drop. */
    private static final Set<Integer> NOT_FOUND = Set.of(26, 27);

    private final ReactiveMongoOperations mongo;
    private final Clock clock;

    MongoChangeStore(ReactiveMongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /** The newest first. */
    Flux<Applied> listApplied() {
        Query newestFirst = new Query().with(Sort.by(Sort.Direction.DESC, "appliedAt", "_id"));
        return mongo.find(newestFirst, Document.class, COLLECTION)
                .map(done -> new Applied(
                        done.getString("_id"), done.getDate("appliedAt").toInstant()));
    }

    /** The commands, then the record of them: killed in between, it is made again. */
    Mono<Void> apply(MongoChange change) {
        return Flux.fromIterable(change.up()).concatMap(this::run).then(record(change));
    }

    private Mono<Void> record(MongoChange change) {
        return Mono.defer(() -> mongo.save(
                        new Document("_id", change.name()).append("appliedAt", Date.from(DocumentTime.now(clock))),
                        COLLECTION))
                .then();
    }

    Mono<Void> undo(MongoChange change) {
        return Flux.fromIterable(change.down())
                .concatMap(command -> run(command).onErrorResume(MongoChangeStore::isAboutNothing, e -> Mono.empty()))
                .then(mongo.remove(query(where("_id").is(change.name())), COLLECTION))
                .then();
    }

    private static boolean isAboutNothing(Throwable error) {
        return error.getCause() instanceof MongoCommandException refused && NOT_FOUND.contains(refused.getErrorCode());
    }

    /** A command that writes documents reports those it could not write in an answer that calls itself fine. */
    private Mono<Document> run(Document command) {
        return mongo.executeCommand(command).handle((answer, sink) -> {
            if (answer.containsKey("writeErrors")) {
                sink.error(
                        new MigrationFailed("MongoDB refused " + command.toJson() + ": " + answer.get("writeErrors")));
            } else {
                sink.next(answer);
            }
        });
    }
}
