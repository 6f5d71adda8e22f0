package io.fluxmart.sessions;

import io.fluxmart.auth.SignedIn;
import io.fluxmart.credentials.TokenGenerations;
import io.fluxmart.problem.Unavailable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Ends every session, token and stream of a user. */
@Component
class SignOut {

    private final TokenGenerations generations;
    private final SessionStore sessions;

    SignOut(TokenGenerations generations, SessionStore sessions) {
        this.generations = generations;
        this.sessions = sessions;
    }

    /** The session that asked for it ends at once, the others within seconds, on all nodes. */
    Mono<Void> of(SignedIn user) {
        return generations.beginNext(user.user().id()).then(Mono.defer(() -> forget(user)));
    }

    /** Without Redis, the generation alone ends the session, seconds later. */
    private Mono<Void> forget(SignedIn user) {
        return user instanceof SessionSignIn signIn
                ? sessions.delete(signIn.session().id()).onErrorComplete(Unavailable.class)
                : Mono.empty();
    }
}
