package io.fluxmart.posts;

import io.fluxmart.platform.postgres.Ids;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;

/** What somebody said about a post; kept inside the post, the oldest first. */
record Comment(@Id UUID id, UUID author, String text, Instant createdAt) {

    static Comment by(UUID author, String text, Instant now) {
        return new Comment(Ids.next(), author, text, now);
    }
}
