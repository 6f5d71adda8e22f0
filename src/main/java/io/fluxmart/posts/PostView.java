package io.fluxmart.posts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.authors.Author;
import io.fluxmart.authors.Bylines;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A post as others see it, with the names of the moment. */
record PostView(
        UUID id,
        Author author,
        String title,
        String content,
        List<String> tags,
        boolean published,
        @Nullable Instant publishedAt,
        Instant createdAt,
        Instant updatedAt,
        long commentCount,
        List<CommentView> comments,
        @JsonIgnore long revision) {

    record CommentView(UUID id, Author author, String text, Instant createdAt) {

        static CommentView of(Comment comment, Bylines bylines) {
            return new CommentView(comment.id(), bylines.of(comment.author()), comment.text(), comment.createdAt());
        }
    }

    static PostView of(Post post, Bylines bylines) {
        return new PostView(
                post.id(),
                bylines.of(post.author()),
                post.title(),
                post.content(),
                post.tags(),
                post.published(),
                post.publishedAt(),
                post.createdAt(),
                post.updatedAt(),
                post.commentCount(),
                post.comments().stream()
                        .map(comment -> CommentView.of(comment, bylines))
                        .toList(),
                post.revision());
    }

    /** Changes with every edit, with the comments, and when somebody in it closes their account, so that it is strong. */
    String entityTag() {
        return revision + "." + commentCount + "." + goneAuthors();
    }

    private long goneAuthors() {
        return Stream.concat(Stream.of(author), comments.stream().map(CommentView::author))
                .filter(Author::isGone)
                .count();
    }
}
