package io.fluxmart.posts;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static java.util.Objects.requireNonNull;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadPreference;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxmart.platform.mongo.MongoAccess;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings in many posts at once. */
@Component
public class AdoptPosts {

    private static final String ORIGIN = "origin";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoAccess access;
    private final MongoConverter converter;

    AdoptPosts(MongoAccess access, MongoConverter converter) {
        this.access = access;
        this.converter = converter;
    }

    /**
     * Leaves alone what is there, and what was and was removed. MongoDB takes part in no transaction of the caller's, so that the same call may come
     * again after its answer was lost: each post keeps where it came from, and the answer is the same.
     *
     * @param posts valid ones
     * @param origin of this and no other call but repetitions
     * @return the ids of those that are there from this origin; the others were there before. {@link
     *     io.fluxmart.problem.Unavailable} when MongoDB is away, and then some may be there already
     */
    public Mono<Set<UUID>> insertMissing(List<AdoptedPost> posts, String origin) {
        return posts.isEmpty()
                ? Mono.just(Set.of())
                : access.runIdempotent(mongo -> listRemoved(mongo, idsOf(posts))
                        .collect(Collectors.toUnmodifiableSet())
                        .flatMap(removed -> insert(mongo, without(removed, posts), origin)));
    }

    private Mono<Set<UUID>> insert(ReactiveMongoOperations mongo, List<AdoptedPost> posts, String origin) {
        return posts.isEmpty()
                ? Mono.just(Set.of())
                : mongo.execute(
                                Post.COLLECTION,
                                collection -> upsert(collection, posts, origin)
                                        .thenMany(listIds(collection, cameWith(posts, origin))))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static List<AdoptedPost> without(Set<UUID> removed, List<AdoptedPost> posts) {
        return posts.stream().filter(post -> !removed.contains(post.id())).toList();
    }

    /** Which of these there are, wherever they came from, or were until somebody removed them. */
    public Mono<Set<UUID>> listPresent(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Mono.just(Set.of())
                : access.runIdempotent(mongo -> mongo.execute(
                                Post.COLLECTION, collection -> listIds(collection, in("_id", ids)))
                        .concatWith(listRemoved(mongo, ids))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Flux<UUID> listRemoved(ReactiveMongoOperations mongo, Collection<UUID> ids) {
        return mongo.execute(RemovedPost.COLLECTION, collection -> listIds(collection, in("_id", ids)));
    }

    private Mono<Void> upsert(MongoCollection<Document> collection, List<AdoptedPost> posts, String origin) {
        List<WriteModel<Document>> upserts = posts.stream()
                .map(Post::adopted)
                .map(post -> upsert(post, origin))
                .toList();
        return Mono.from(collection.bulkWrite(upserts, UNORDERED))
                .then()
                .onErrorResume(AdoptPosts::isThereAlready, raced -> Mono.empty());
    }

    private WriteModel<Document> upsert(Post post, String origin) {
        Document document = new Document(ORIGIN, origin);
        converter.write(post, document);
        Object id = document.remove("_id");
        return new UpdateOneModel<>(eq(id), new Document("$setOnInsert", document), UPSERT);
    }

    /** Of two upserts of one id at the same moment, one may find that the other has put it there. */
    private static boolean isThereAlready(Throwable error) {
        return error instanceof MongoBulkWriteException refused
                && refused.getWriteConcernError() == null
                && refused.getWriteErrors().stream()
                        .allMatch(write -> write.getCategory() == ErrorCategory.DUPLICATE_KEY);
    }

    private static Bson cameWith(List<AdoptedPost> posts, String origin) {
        return and(in("_id", idsOf(posts)), eq(ORIGIN, origin));
    }

    private static List<UUID> idsOf(List<AdoptedPost> posts) {
        return posts.stream().map(post -> requireNonNull(post.id())).toList();
    }

    /** From the primary, which has what was just written. */
    private static Flux<UUID> listIds(MongoCollection<Document> collection, Bson condition) {
        return Flux.from(collection
                        .withReadPreference(ReadPreference.primary())
                        .find(condition)
                        .projection(include("_id")))
                .map(document -> document.get("_id", UUID.class));
    }
}
