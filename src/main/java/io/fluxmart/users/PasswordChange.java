package io.fluxmart.users;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** {@code POST /api/users/me/password}. Not so much as blanks are trimmed. */
record PasswordChange(
        @NotBlank @Size(max = 100) String currentPassword,
        @NewPassword String newPassword) {

    @Override
    public String toString() {
        return "PasswordChange[***]";
    }
}
