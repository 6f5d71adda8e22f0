package io.fluxmart.sources;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a source may have, in the order in which it is imported: posts and orders need their users. */
public enum Entity {
    USERS,
    POSTS,
    ORDERS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Entity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
