package io.fluxmart.users;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.auth.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody with an account, as they and administrators see it. The password hash never leaves the store. */
public record User(
        UUID id,
        String username,
        String email,
        String firstName,
        @Nullable String lastName,
        Set<Role> roles,
        UserStatus status,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    String entityTag() {
        return String.valueOf(version);
    }
}
