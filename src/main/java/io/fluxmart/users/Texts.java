package io.fluxmart.users;

import org.jspecify.annotations.Nullable;

/** How texts about people are kept. */
final class Texts {

    private Texts() {}

    /** Without the blanks around it; a blank text is none. */
    static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
