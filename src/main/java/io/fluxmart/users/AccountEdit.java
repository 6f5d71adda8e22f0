package io.fluxmart.users;

import io.fluxmart.credentials.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code PATCH /api/users/{id}}: what administrators may change about others. What is absent stays as it is, null removes
 * it (RFC 7396).
 *
 * @param age in years
 */
record AccountEdit(
        @FirstName @Nullable String firstName,
        @LastName @Nullable String lastName,
        @Min(0) @Max(120) @Nullable Long age,
        @Bio @Nullable String bio,
        @NotNull @Nullable UserStatus status,
        @NotEmpty @Nullable Set<@NotNull Role> roles) {

    AccountEdit {
        firstName = Texts.trimmed(firstName);
        lastName = Texts.trimmed(lastName);
        bio = Texts.trimmed(bio);
    }

    static AccountEdit of(User user) {
        return new AccountEdit(user.firstName(), user.lastName(), user.age(), user.bio(), user.status(), user.roles());
    }

    static AccountEdit of(User user, ProfileEdit profile) {
        return new AccountEdit(
                profile.firstName(), profile.lastName(), profile.age(), profile.bio(), user.status(), user.roles());
    }

    /** Whether the account would open other doors than before. */
    boolean changesRightsOf(User user) {
        return user.status() != status || !user.roles().equals(roles);
    }
}
