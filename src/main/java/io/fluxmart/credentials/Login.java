package io.fluxmart.credentials;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of every sign-in: an e-mail address or a username, and its password. */
public record Login(
        @NotBlank @Size(max = 255) String login,
        @NotBlank @Size(max = 100) String password) {

    public Login {
        login = login == null ? "" : login.strip();
    }

    @Override
    public String toString() {
        return "Login[login=" + login + ", password=***]";
    }
}
