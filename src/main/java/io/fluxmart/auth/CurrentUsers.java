package io.fluxmart.auth;

import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Finds out who sent a request. */
public final class CurrentUsers {

    private CurrentUsers() {}

    /** The signed-in user; {@link Unauthenticated} when there is none, which the access rules prevent. */
    public static Mono<CurrentUser> required(ServerRequest request) {
        return find(request).switchIfEmpty(Mono.error(Unauthenticated::new));
    }

    /** The signed-in user; empty for a stranger, where the access rules let strangers in. */
    public static Mono<CurrentUser> find(ServerRequest request) {
        return request.principal().ofType(SignedIn.class).map(SignedIn::user);
    }
}
