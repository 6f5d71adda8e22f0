package io.fluxmart.posts;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import io.fluxmart.platform.mongo.IdRange;
import io.fluxmart.platform.mongo.MongoAccess;
import java.util.UUID;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away what people wrote, for other rooms. {@link io.fluxmart.problem.Unavailable} when MongoDB is away. */
@Component
public class ForgetPosts {

    private final MongoAccess access;

    ForgetPosts(MongoAccess access) {
        this.access = access;
    }

    /** Their posts, with the comments of others on them, and their comments on posts of others. */
    public Mono<Void> writtenBy(IdRange authors) {
        return access.runIdempotent(mongo -> mongo.remove(query(authors.in("author")), Post.class)
                .thenMany(Flux.defer(() -> deleteComments(mongo, authors)))
                .then());
    }

    private static Flux<Void> deleteComments(ReactiveMongoOperations mongo, IdRange authors) {
        return mongo.find(query(where("comments").elemMatch(authors.in("author"))), Post.class)
                .collectList()
                .flatMapIterable(posts -> posts)
                .concatMap(post -> Flux.fromIterable(post.comments())
                        .filter(comment -> authors.contains(comment.author()))
                        .concatMap(comment -> deleteComment(mongo, post.id(), comment.id())));
    }

    /** One by one: the count falls with the comment, and repeated it does not fall again. */
    private static Mono<Void> deleteComment(ReactiveMongoOperations mongo, UUID postId, UUID commentId) {
        Update without =
                new Update().pull("comments", query(where("id").is(commentId))).inc("commentCount", -1);
        return mongo.updateFirst(query(where("id").is(postId).and("comments.id").is(commentId)), without, Post.class)
                .then();
    }
}
