package io.fluxmart.posts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody said about an {@link AdoptedPost}. */
public record AdoptedComment(
        @NotNull @Nullable UUID id,
        @NotNull @Nullable UUID author,
        @Remark @Nullable String text,
        @NotNull @PastOrPresent @Nullable Instant createdAt) {

    public AdoptedComment {
        text = text == null ? null : text.strip();
    }

    public AdoptedComment by(UUID writer) {
        return new AdoptedComment(id, writer, text, createdAt);
    }
}
