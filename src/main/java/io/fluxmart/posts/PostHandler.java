package io.fluxmart.posts;

import static java.util.Objects.requireNonNull;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.platform.http.EntityTags;
import io.fluxmart.platform.http.IfMatch;
import io.fluxmart.platform.http.QueryParams;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.platform.http.Revisions;
import io.fluxmart.problem.NotFound;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What people do with one post. */
@Component
class PostHandler {

    private final RequestReader reader;
    private final PostStore posts;
    private final WritePost writePost;
    private final EditPost editPost;
    private final CommentOnPost comment;
    private final ShowPosts show;

    PostHandler(
            RequestReader reader,
            PostStore posts,
            WritePost writePost,
            EditPost editPost,
            CommentOnPost comment,
            ShowPosts show) {
        this.reader = reader;
        this.posts = posts;
        this.writePost = writePost;
        this.editPost = editPost;
        this.comment = comment;
        this.show = show;
    }

    Mono<ServerResponse> write(ServerRequest request) {
        return CurrentUsers.required(request)
                .flatMap(me -> reader.read(request, PostEdit.class).flatMap(written -> writePost.by(me.id(), written)))
                .flatMap(PostHandler::created);
    }

    Mono<ServerResponse> get(ServerRequest request) {
        UUID id = idOf(request);
        return CurrentUsers.find(request)
                .map(CurrentUser::id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(reader -> require(id, reader))
                .flatMap(show::one)
                .flatMap(post -> EntityTags.answer(request, post.entityTag(), post));
    }

    Mono<ServerResponse> change(ServerRequest request) {
        UUID id = idOf(request);
        Revisions revisions = IfMatch.required(request).revisions();
        return CurrentUsers.required(request)
                .flatMap(me -> editPost.require(id, me)
                        .flatMap(post -> reader.merge(request, PostEdit.of(post))
                                .flatMap(edit -> editPost.change(post, revisions, edit, me))))
                .flatMap(show::one)
                .flatMap(post -> ServerResponse.ok().eTag(post.entityTag()).bodyValue(post));
    }

    Mono<ServerResponse> remove(ServerRequest request) {
        UUID id = idOf(request);
        Revisions revisions = IfMatch.orAny(request).revisions();
        return CurrentUsers.required(request)
                .flatMap(me -> editPost.remove(id, revisions, me))
                .then(ServerResponse.noContent().build());
    }

    Mono<ServerResponse> comment(ServerRequest request) {
        UUID id = idOf(request);
        return CurrentUsers.required(request)
                .flatMap(me -> reader.read(request, CommentText.class)
                        .flatMap(said -> comment.with(requireNonNull(said.text()), id, me.id())))
                .flatMap(show::one)
                .flatMap(PostHandler::created);
    }

    private Mono<Post> require(UUID id, Optional<UUID> reader) {
        return posts.findById(id)
                .filter(post -> post.isOpenTo(reader))
                .switchIfEmpty(Mono.error(PostHandler::notFound));
    }

    private static Mono<ServerResponse> created(PostView post) {
        return ServerResponse.created(URI.create("/api/posts/" + post.id()))
                .eTag(post.entityTag())
                .bodyValue(post);
    }

    private static UUID idOf(ServerRequest request) {
        return QueryParams.uuid(request).orElseThrow(PostHandler::notFound);
    }

    private static NotFound notFound() {
        return new NotFound("The post");
    }
}
