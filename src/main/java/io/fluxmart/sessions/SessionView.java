package io.fluxmart.sessions;

import io.fluxmart.credentials.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What a page is told of its session. The id is not among it: no script is to know that.
 *
 * @param csrfToken to be sent as {@code X-CSRF-Token} with POST, PUT, PATCH and DELETE
 * @param expiresAt when to sign in anew
 */
record SessionView(UUID userId, Set<Role> roles, String csrfToken, Instant expiresAt) {

    static SessionView of(UserSession session) {
        return new SessionView(
                session.user().id(),
                session.user().roles(),
                session.csrfToken(),
                session.user().signedInUntil());
    }

    @Override
    public String toString() {
        return "SessionView[userId=" + userId + "]";
    }
}
