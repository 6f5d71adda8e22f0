package io.fluxmart.credentials;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody may do, beyond what everybody may. Written in lower case in the API, in tokens and in the database. */
public enum Role {
    USER,
    MODERATOR,
    ADMIN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Set<Role> of(String... words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(words).map(word -> valueOf(word.toUpperCase(Locale.ROOT))).forEach(roles::add);
        return roles;
    }
}
