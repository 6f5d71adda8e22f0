package io.fluxmart.platform.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Update;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets one process at a time change the shape of documents. The lock is a document whose beat its holder counts up; one
 * that stands still was left by a process that was killed, and the next one takes it. No clock is compared with another.
 */
final class MongoLease {

    private static final String COLLECTION = "schema_lock";
    private static final String ID = "_id";
    private static final String ONLY = "migrations";
    private static final String HOLDER = "holder";
    private static final String BEAT = "beat";
    private static final int LOOKS_UNTIL_IT_STANDS_STILL = 6;

    private final ReactiveMongoOperations mongo;
    private final Duration beat;

    /** @param beat how often the holder counts up, and others look; left behind, the lock is free after six of these */
    MongoLease(ReactiveMongoOperations mongo, Duration beat) {
        this.mongo = mongo;
        this.beat = beat;
    }

    /** Waits for its turn, however long the others take. The work ends with an error when the lock is lost. */
    <T> Flux<T> holding(Flux<T> work) {
        return Flux.usingWhen(acquire(), me -> work.takeUntilOther(keep(me)), this::release);
    }

    private Mono<String> acquire() {
        return Mono.defer(() -> {
            Standstill standstill = new Standstill();
            String me = UUID.randomUUID().toString();
            return Mono.defer(() -> take(me).switchIfEmpty(takeOver(me, standstill)))
                    .repeatWhenEmpty(Integer.MAX_VALUE, looks -> looks.delayElements(beat));
        });
    }

    private Mono<String> take(String me) {
        Document lock = new Document(ID, ONLY).append(HOLDER, me).append(BEAT, 0L);
        return mongo.insert(lock, COLLECTION)
                .thenReturn(me)
                .onErrorResume(DuplicateKeyException.class, taken -> Mono.empty());
    }

    private Mono<String> takeOver(String me, Standstill standstill) {
        return Mono.defer(() -> mongo.findById(ONLY, Document.class, COLLECTION))
                .filter(standstill::isReachedBy)
                .flatMap(dead -> mongo.updateFirst(
                        query(where(ID)
                                .is(ONLY)
                                .and(HOLDER)
                                .is(dead.get(HOLDER))
                                .and(BEAT)
                                .is(dead.get(BEAT))),
                        new Update().set(HOLDER, me).set(BEAT, 0L),
                        COLLECTION))
                .filter(update -> update.getModifiedCount() == 1)
                .map(update -> me);
    }

    private Mono<Void> keep(String me) {
        return Flux.interval(beat)
                .onBackpressureDrop()
                .concatMap(tick -> countUp(me), 1)
                .then(Mono.never());
    }

    private Mono<Boolean> countUp(String me) {
        return mongo.updateFirst(query(where(ID).is(ONLY).and(HOLDER).is(me)), new Update().inc(BEAT, 1L), COLLECTION)
                .handle((update, sink) -> {
                    if (update.getMatchedCount() == 0) {
                        sink.error(new IllegalStateException("Another process took the lock of MongoDB's changes"));
                    } else {
                        sink.next(true);
                    }
                });
    }

    /** If it fails, the lock stands still from now on, and that frees it as well. */
    private Mono<Void> release(String me) {
        return mongo.remove(query(where(ID).is(ONLY).and(HOLDER).is(me)), COLLECTION)
                .onErrorComplete()
                .then();
    }

    /** Counts in how many looks on end a lock was the same. */
    private static final class Standstill {

        private @Nullable Document last;
        private int looks;

        boolean isReachedBy(Document lock) {
            looks = lock.equals(last) ? looks + 1 : 0;
            last = lock;
            return looks >= LOOKS_UNTIL_IT_STANDS_STILL;
        }
    }
}
