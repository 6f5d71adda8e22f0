package io.fluxmart.auth;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** {@code POST /api/tokens}: an e-mail address or a username, and its password. */
record TokenRequest(
        @NotBlank @Size(max = 255) String login,
        @NotBlank @Size(max = 100) String password) {

    TokenRequest {
        login = login == null ? "" : login.strip();
    }

    @Override
    public String toString() {
        return "TokenRequest[login=" + login + ", password=***]";
    }
}
