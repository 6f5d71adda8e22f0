package io.fluxmart.sessions;

import io.fluxmart.auth.CurrentUser;

/**
 * A browser that is signed in.
 *
 * @param id the secret in the cookie; whoever knows it is the user
 * @param csrfToken what only our own pages can know; see {@link CsrfTokens}
 */
record UserSession(String id, CurrentUser user, String csrfToken) {

    @Override
    public String toString() {
        return "UserSession[" + user + "]";
    }
}
