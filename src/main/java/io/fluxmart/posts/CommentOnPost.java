package io.fluxmart.posts;

import io.fluxmart.platform.mongo.DocumentTime;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Adds comments. A full post takes no more; nothing that somebody said is dropped to make room. */
@Component
class CommentOnPost {

    private final PostStore posts;
    private final PostSettings settings;
    private final Clock clock;

    CommentOnPost(PostStore posts, PostSettings settings, Clock clock) {
        this.posts = posts;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return the post with all its comments */
    Mono<Post> with(String text, UUID postId, UUID author) {
        Comment comment = Comment.by(author, text, DocumentTime.now(clock));
        return posts.addComment(postId, comment, settings.maxComments())
                .switchIfEmpty(Mono.defer(() -> posts.findById(postId))
                        .map(post -> explain(post, comment))
                        .switchIfEmpty(Mono.error(CommentOnPost::notFound)));
    }

    /** Why nothing was added: the comment may be there from an attempt whose answer was lost. */
    private Post explain(Post post, Comment comment) {
        if (post.has(comment)) {
            return post;
        }
        boolean isFull = post.isOpenTo(Optional.of(comment.author())) && post.commentCount() >= settings.maxComments();
        throw isFull ? full() : notFound();
    }

    private Failure full() {
        return new Failure(
                Kind.CONFLICT,
                "comments_full",
                "The post has " + settings.maxComments() + " comments and takes no more.");
    }

    private static Failure notFound() {
        return new NotFound("The post");
    }
}
