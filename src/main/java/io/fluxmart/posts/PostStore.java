package io.fluxmart.posts;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.mongo.MongoAccess;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Posts one by one. Who may change one is part of the condition of the change, not of something read before. */
@Component
class PostStore {

    private static final FindAndModifyOptions NEW =
            FindAndModifyOptions.options().returnNew(true);

    private final MongoAccess access;

    PostStore(MongoAccess access) {
        this.access = access;
    }

    /** The id is fresh: where it is there already, an attempt put it there whose answer was lost. */
    Mono<Post> insert(Post post) {
        return access.runIdempotent(
                mongo -> mongo.insert(post).onErrorResume(DuplicateKeyException.class, done -> Mono.just(post)));
    }

    Mono<Post> findById(UUID id) {
        return access.runIdempotent(mongo -> mongo.findById(id, Post.class));
    }

    /**
     * Writes what an edit changes and leaves the comments alone; empty where the post is not what was edited any more.
     *
     * @param edited one revision ahead of the one that is to be there
     */
    Mono<Post> update(Post edited, CurrentUser editor) {
        Update update = new Update()
                .set("title", edited.title())
                .set("content", edited.content())
                .set("tags", edited.tags())
                .set("published", edited.published())
                .set("publishedAt", edited.publishedAt())
                .set("updatedAt", edited.updatedAt())
                .set("revision", edited.revision());
        Criteria asItWas = changeableBy(editor, edited.id()).and("revision").is(edited.revision() - 1);
        return access.run(mongo -> mongo.findAndModify(query(asItWas), update, NEW, Post.class));
    }

    /**
     * How many were removed: one, or none where it is of another revision or not theirs to remove. By a command that the
     * driver may repeat while the primary moves, which it does not do with a removal of whatever matches.
     */
    Mono<Long> delete(UUID id, Revisions revisions, CurrentUser remover) {
        Criteria theirs = changeableBy(remover, id);
        Criteria wanted = revisions.any() ? theirs : theirs.and("revision").in(revisions.numbers());
        return access.run(mongo ->
                        mongo.findAndRemove(query(wanted), Post.class).delayUntil(removed -> note(mongo, removed)))
                .map(removed -> 1L)
                .defaultIfEmpty(0L);
    }

    private static Mono<RemovedPost> note(ReactiveMongoOperations mongo, Post removed) {
        return removed.mayComeAgain() ? mongo.save(new RemovedPost(removed.id())) : Mono.empty();
    }

    /**
     * Empty where the post is not open to whoever comments, or full, or has this comment already: repeated after an
     * answer was lost, it adds nothing.
     */
    Mono<Post> addComment(UUID id, Comment comment, long maxComments) {
        Criteria open = where("id")
                .is(id)
                .and("commentCount")
                .lt(maxComments)
                .and("comments.id")
                .ne(comment.id())
                .orOperator(where("published").is(true), where("author").is(comment.author()));
        Update update = new Update().push("comments", comment).inc("commentCount", 1);
        return access.runIdempotent(mongo -> mongo.findAndModify(query(open), update, NEW, Post.class));
    }

    /** {@link Post#mayBeChangedBy} in the words of the store. */
    private static Criteria changeableBy(CurrentUser editor, UUID id) {
        Criteria own = where("author").is(editor.id());
        return editor.isModerator()
                ? where("id").is(id).orOperator(own, where("published").is(true))
                : where("id").is(id).orOperator(own);
    }
}
