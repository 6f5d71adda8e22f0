package io.fluxmart.posts;

import io.fluxmart.authors.Authors;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts names to the ids in posts: one statement, however many posts and comments there are. */
@Component
class ShowPosts {

    private final Authors authors;

    ShowPosts(Authors authors) {
        this.authors = authors;
    }

    Mono<PostView> one(Post post) {
        return authors.lookUp(post.writers().toList()).map(bylines -> PostView.of(post, bylines));
    }

    Mono<List<PostView>> all(List<Post> posts) {
        return authors.lookUp(posts.stream().flatMap(Post::writers).toList())
                .map(bylines ->
                        posts.stream().map(post -> PostView.of(post, bylines)).toList());
    }
}
