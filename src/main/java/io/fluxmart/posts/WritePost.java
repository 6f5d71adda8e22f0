package io.fluxmart.posts;

import io.fluxmart.platform.mongo.DocumentTime;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins posts, as drafts or published at once. */
@Component
class WritePost {

    private final PostStore posts;
    private final ShowPosts show;
    private final Clock clock;

    WritePost(PostStore posts, ShowPosts show, Clock clock) {
        this.posts = posts;
        this.show = show;
        this.clock = clock;
    }

    /** The name is looked up first: what is stored is not to be answered with a failure. */
    Mono<PostView> by(UUID author, PostEdit written) {
        Post post = Post.by(author, written, DocumentTime.now(clock));
        return show.one(post).delayUntil(view -> posts.insert(post));
    }
}
