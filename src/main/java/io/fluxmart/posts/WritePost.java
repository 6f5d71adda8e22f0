package io.fluxmart.posts;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins posts, as drafts or published at once. */
@Component
class WritePost {

    private final PostStore posts;
    private final Clock clock;

    WritePost(PostStore posts, Clock clock) {
        this.posts = posts;
        this.clock = Clock.tick(clock, Duration.ofMillis(1)); // as fine as MongoDB keeps it
    }

    Mono<Post> by(UUID author, PostEdit written) {
        return posts.insert(Post.by(author, written, clock.instant()));
    }
}
