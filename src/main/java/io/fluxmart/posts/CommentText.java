package io.fluxmart.posts;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/posts/{id}/comments}. */
record CommentText(@NotBlank @Size(max = 2_000) @Nullable String text) {

    CommentText {
        text = text == null ? null : text.strip();
    }
}
