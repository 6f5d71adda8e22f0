package io.fluxmart.sessions;

import io.fluxmart.auth.SignedIn;

/** Signed in by the session of this request's cookie. */
final class SessionSignIn extends SignedIn {

    private final transient UserSession session;

    SessionSignIn(UserSession session) {
        super(session.user());
        this.session = session;
    }

    UserSession session() {
        return session;
    }
}
