package io.fluxmart.users;

import io.fluxmart.credentials.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who had an account elsewhere. The same rules hold as for those who register here; whoever makes one has it
 * validated.
 *
 * @param passwordHash empty where there is none: nobody can sign in then
 */
public record AdoptedUser(
        @NotNull @Nullable UUID id,
        @Username @Nullable String username,
        @EmailAddress @Nullable String email,
        @NotNull @Nullable String passwordHash,
        @FirstName @Nullable String firstName,
        @LastName @Nullable String lastName,
        @Min(0) @Max(120) @Nullable Long age,
        @Bio @Nullable String bio,
        @NotNull @Nullable UserStatus status,
        @NotEmpty @Nullable Set<@NotNull Role> roles,
        @PastOrPresent @Nullable Instant lastLogin,
        @NotNull @PastOrPresent @Nullable Instant createdAt) {

    public AdoptedUser {
        username = Texts.trimmed(username);
        email = Texts.email(email);
        firstName = Texts.trimmed(firstName);
        lastName = Texts.trimmed(lastName);
        bio = Texts.trimmed(bio);
    }

    @Override
    public String toString() {
        return "AdoptedUser[" + id + "]";
    }
}
