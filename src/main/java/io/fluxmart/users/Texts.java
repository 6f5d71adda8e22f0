package io.fluxmart.users;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How texts about people are kept. */
final class Texts {

    private Texts() {}

    /** Without the blanks around it; a blank text is none. */
    static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** The whole address in lower case: two that differ in nothing else are one (the constraint in the store agrees). */
    static @Nullable String email(@Nullable String address) {
        return address == null ? null : address.strip().toLowerCase(Locale.ROOT);
    }
}
