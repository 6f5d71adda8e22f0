package io.fluxmart.users;

import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/users}. Names are trimmed, the e-mail address is lower-cased.
 */
record Registration(
        @Username @Nullable String username,
        @EmailAddress @Nullable String email,
        @NewPassword @Nullable String password,

        @FirstName @Nullable String firstName,
        @LastName @Nullable String lastName) {

    Registration {
        username = Texts.trimmed(username);
        email = Texts.email(email);
        firstName = Texts.trimmed(firstName);
        lastName = Texts.trimmed(lastName);
    }

    @Override
    public String toString() {
        return "Registration[username=" + username + "]";
    }
}
