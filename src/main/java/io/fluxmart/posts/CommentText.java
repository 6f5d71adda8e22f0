package io.fluxmart.posts;

import org.jspecify.annotations.Nullable;

/** {@code POST /api/posts/{id}/comments}. */
record CommentText(@Remark @Nullable String text) {

    CommentText {
        text = text == null ? null : text.strip();
    }
}
