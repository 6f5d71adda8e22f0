package io.fluxmart.users;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Only an active user can sign in. */
public enum UserStatus {
    ACTIVE,
    INACTIVE,
    BANNED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static UserStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
