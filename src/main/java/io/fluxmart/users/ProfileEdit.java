package io.fluxmart.users;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /api/users/me}: what people may change about themselves. What is absent stays as it is, null removes it
 * (RFC 7396).
 *
 * @param age in years
 */
record ProfileEdit(
        @FirstName @Nullable String firstName,
        @LastName @Nullable String lastName,
        @Min(0) @Max(120) @Nullable Long age,
        @Bio @Nullable String bio) {

    ProfileEdit {
        firstName = Texts.trimmed(firstName);
        lastName = Texts.trimmed(lastName);
        bio = Texts.trimmed(bio);
    }

    static ProfileEdit of(User user) {
        return new ProfileEdit(user.firstName(), user.lastName(), user.age(), user.bio());
    }
}
