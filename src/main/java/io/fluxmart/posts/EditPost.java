package io.fluxmart.posts;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.platform.mongo.DocumentTime;
import io.fluxmart.problem.Failure;
import io.fluxmart.problem.Kind;
import io.fluxmart.problem.NotFound;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes and removes posts. Each is one conditional command; what was read before only says why it found nothing. */
@Component
class EditPost {

    private final PostStore posts;
    private final Clock clock;

    EditPost(PostStore posts, Clock clock) {
        this.posts = posts;
        this.clock = clock;
    }

    /** The post, for somebody who may change it; else not found, where it is none of their business, or forbidden. */
    Mono<Post> require(UUID id, CurrentUser editor) {
        return posts.findById(id)
                .filter(post -> post.isOpenTo(Optional.of(editor.id())))
                .switchIfEmpty(Mono.error(() -> new NotFound("The post")))
                .filter(post -> post.mayBeChangedBy(editor))
                .switchIfEmpty(Mono.error(EditPost::notTheirs));
    }

    /** @param current the post as it was read; 412 when that is not a version the editor saw, or was changed since */
    Mono<Post> change(Post current, Revisions revisions, PostEdit edit, CurrentUser editor) {
        if (!revisions.include(current.revision())) {
            throw stale();
        }
        return posts.update(current.edited(edit, DocumentTime.now(clock)), editor)
                .switchIfEmpty(Mono.defer(() -> require(current.id(), editor).flatMap(EditPost::refuse)));
    }

    Mono<Void> remove(UUID id, Revisions revisions, CurrentUser remover) {
        return posts.delete(id, revisions, remover)
                .filter(removed -> removed > 0)
                .switchIfEmpty(Mono.defer(() -> require(id, remover).flatMap(EditPost::refuse)))
                .then();
    }

    private static <T> Mono<T> refuse(Post present) {
        return Mono.error(stale());
    }

    private static Failure stale() {
        return new Failure(Kind.STALE, "stale_version", "The post was changed since; read it again.");
    }

    private static Failure notTheirs() {
        return new Failure(Kind.FORBIDDEN, "forbidden", "Only its author and moderators may change this post.");
    }
}
