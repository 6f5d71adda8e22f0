package io.fluxmart.posts;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.mongo.DocumentTime;
import io.fluxmart.platform.postgres.Ids;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;

/** What somebody said about a post; kept inside the post, the oldest first. */
record Comment(@Id UUID id, UUID author, String text, Instant createdAt) {

    static Comment by(UUID author, String text, Instant now) {
        return new Comment(Ids.next(), author, text, now);
    }

    static Comment adopted(AdoptedComment comment) {
        return new Comment(
                requireNonNull(comment.id()),
                requireNonNull(comment.author()),
                requireNonNull(comment.text()),
                DocumentTime.of(requireNonNull(comment.createdAt())));
    }
}
