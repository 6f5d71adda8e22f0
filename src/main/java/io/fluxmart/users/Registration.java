package io.fluxmart.users;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/users}. Names are trimmed, the e-mail address is lower-cased. A username holds no at sign, so that it
 * can never pass for somebody's e-mail address at login. The patterns begin with a bound on the length: every constraint
 * is looked at, however long the text, and they would take quadratic time.
 */
record Registration(
        @NotBlank(message = "Username is required")
        @Size(min = 3, message = "Username must be at least 3 characters")
        @Size(max = 30, message = "Username cannot exceed 30 characters")
        @Pattern(
                regexp = "(?=.{3,30}$)[\\p{L}\\p{N}._-]*",
                message = "Username can hold letters, digits, dots, dashes and underscores")
        @Nullable
        String username,

        @NotBlank(message = "Email is required")
        @Size(max = 255, message = "Email cannot exceed 255 characters")
        @Pattern(
                regexp = "(?=.{0,255}$)[^\\s\\p{Cntrl}]+@[^\\s\\p{Cntrl}@]+\\.[^\\s\\p{Cntrl}@]+",
                message = "Email is not an e-mail address")
        @Nullable
        String email,

        @NewPassword @Nullable String password,

        @FirstName @Nullable String firstName,
        @LastName @Nullable String lastName) {

    Registration {
        username = Texts.trimmed(username);
        email = email == null ? null : email.strip().toLowerCase(Locale.ROOT);
        firstName = Texts.trimmed(firstName);
        lastName = Texts.trimmed(lastName);
    }

    @Override
    public String toString() {
        return "Registration[username=" + username + "]";
    }
}
