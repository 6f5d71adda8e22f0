package io.fluxmart.users;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fluxmart.credentials.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account, as they and administrators see it. The password hash never leaves the store.
 *
 * @param age in years
 * @param lastLogin when they last got an access token; null before the first
 * @param version counts the edits; a login is no edit
 */
public record User(
        UUID id,
        String username,
        String email,
        String firstName,
        @Nullable String lastName,
        @Nullable Long age,
        @Nullable String bio,
        Set<Role> roles,
        UserStatus status,
        @Nullable Instant lastLogin,
        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long version) {

    @JsonProperty
    String fullName() {
        return lastName == null ? firstName : firstName + " " + lastName;
    }

    /** Changes with every edit and with the last login, so that it is strong. */
    String entityTag() {
        return lastLogin == null ? String.valueOf(version) : version + "." + lastLogin.toEpochMilli();
    }
}
