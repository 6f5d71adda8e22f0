package io.fluxmart.platform.mongo;

import io.fluxmart.platform.migrations.Change;
import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.platform.migrations.Undoing;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells, makes and takes back the changes of MongoDB's indexes and documents that {@code db/mongo/changes} holds, in the
 * order of their names. A change that was cut short is made again from its start, so each of its commands may run twice.
 */
@Component
public class MongoChanges {

    private static final Logger log = LoggerFactory.getLogger(MongoChanges.class);
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final List<MongoChange> declared;
    private final MongoChangeStore store;
    private final MongoLease lease;

    @Autowired
    MongoChanges(
            @Value("classpath:/db/mongo/changes/*.json") Resource[] files, ReactiveMongoOperations mongo, Clock clock) {
        this(
                Stream.of(files).map(MongoChange::read).toList(),
                new MongoChangeStore(mongo, clock),
                new MongoLease(mongo, BEAT));
    }

    MongoChanges(List<MongoChange> declared, MongoChangeStore store, MongoLease lease) {
        this.declared = declared.stream()
                .sorted(Comparator.comparing(MongoChange::name))
                .toList();
        this.store = store;
        this.lease = lease;
    }

    /** In the order in which they are applied; what only MongoDB knows comes last. */
    public Mono<List<Change>> status() {
        return history().map(MongoHistory::changes);
    }

    /** Applies what is pending and tells the name of each. Nobody who finds everything applied needs the lock. */
    public Flux<String> applyPending() {
        return pending().hasElements().flatMapMany(any -> any ? lease.holding(applyEach()) : Flux.empty());
    }

    private Flux<String> applyEach() {
        return pending()
                .concatMap(change -> store.apply(change).thenReturn(change.name()))
                .doOnNext(name -> log.info("MongoDB: applied {}.", name));
    }

    private Flux<MongoChange> pending() {
        return history().flatMapIterable(MongoHistory::pending);
    }

    /**
     * What {@link #undo} would take back, the newest first.
     *
     * @return {@link MigrationFailed} when there are fewer, or when this version does not know them
     */
    public Mono<List<Undoing>> lastApplied(int count) {
        return last(count).map(MongoChanges::undoings);
    }

    /**
     * Takes back exactly these and tells the name of each. A node that starts applies them again.
     *
     * @param agreed as {@link #lastApplied} had them
     * @return {@link MigrationFailed} when they are not the last ones any more; nothing is undone then
     */
    public Flux<String> undo(List<Undoing> agreed) {
        return lease.holding(last(agreed.size())
                .map(changes -> requireThose(agreed, changes))
                .flatMapIterable(changes -> changes)
                .concatMap(change -> store.undo(change).thenReturn(change.name())));
    }

    private Mono<List<MongoChange>> last(int count) {
        return history().map(history -> history.last(count));
    }

    private static List<MongoChange> requireThose(List<Undoing> agreed, List<MongoChange> changes) {
        if (!undoings(changes).equals(agreed)) {
            throw new MigrationFailed("Nothing was undone, because somebody else is changing the schema.");
        }
        return changes;
    }

    private static List<Undoing> undoings(List<MongoChange> changes) {
        return changes.stream()
                .map(change -> new Undoing(change.name(), change.losses()))
                .toList();
    }

    private Mono<MongoHistory> history() {
        return store.listApplied().collectList().map(applied -> new MongoHistory(declared, applied));
    }
}
