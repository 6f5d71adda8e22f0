package io.fluxmart.posts;

import static java.util.Objects.requireNonNull;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.platform.mongo.DocumentTime;
import io.fluxmart.platform.postgres.Ids;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One document. It knows people by their ids only, so that a closed account leaves no name behind in it.
 *
 * @param publishedAt when it was first published, kept while it is a draft again; null before that
 * @param revision counts the edits, from 1; comments are no edits
 * @param comments in a list of posts the newest of them, else all
 * @param commentCount how many there are, whatever is in {@code comments}
 */
@Document(Post.COLLECTION)
record Post(
        @Id UUID id,
        UUID author,
        String title,
        String content,
        List<String> tags,
        boolean published,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        long revision,
        List<Comment> comments,
        long commentCount) {

    static final String COLLECTION = "posts";

    static Post by(UUID author, PostEdit written, Instant now) {
        Post blank = new Post(Ids.next(), author, "", "", List.of(), false, null, now, now, 0, List.of(), 0);
        return blank.edited(written, now);
    }

    /** A valid post from elsewhere, as if it had been written here. */
    static Post adopted(AdoptedPost post) {
        Instant createdAt = DocumentTime.of(requireNonNull(post.createdAt()));
        List<Comment> comments = post.comments().stream()
                .map(Comment::adopted)
                .sorted(Comparator.comparing(Comment::createdAt))
                .toList();
        return new Post(
                requireNonNull(post.id()),
                requireNonNull(post.author()),
                requireNonNull(post.title()),
                requireNonNull(post.content()),
                post.tags().stream().distinct().toList(),
                post.published(),
                post.published() ? createdAt : null,
                createdAt,
                post.updatedAt() == null ? createdAt : DocumentTime.of(post.updatedAt()),
                1,
                comments,
                comments.size());
    }

    /** Whether its id derives from another shop's (RFC 9562, version 5), so that it might come once more. */
    boolean mayComeAgain() {
        return id.version() == 5;
    }

    Post edited(PostEdit edit, Instant now) {
        boolean isPublished = Boolean.TRUE.equals(edit.published());
        return new Post(
                id,
                author,
                requireNonNull(edit.title()),
                requireNonNull(edit.content()),
                requireNonNull(edit.tags()).stream().distinct().toList(),
                isPublished,
                isPublished && publishedAt == null ? now : publishedAt,
                createdAt,
                now,
                revision + 1,
                comments,
                commentCount);
    }

    /** A draft is its author's alone, whatever rights others have. */
    boolean isOpenTo(Optional<UUID> reader) {
        return published || reader.filter(author::equals).isPresent();
    }

    boolean mayBeChangedBy(CurrentUser editor) {
        return author.equals(editor.id()) || (published && editor.isModerator());
    }

    boolean has(Comment comment) {
        return comments.stream().anyMatch(present -> present.id().equals(comment.id()));
    }

    /** Everybody who has written something of what is here. */
    Stream<UUID> writers() {
        return Stream.concat(Stream.of(author), comments.stream().map(Comment::author));
    }
}
