package io.fluxmart.auth;

import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Finds out who sent a request. */
public final class CurrentUsers {

    private CurrentUsers() {}

    /** The signed-in user; {@link Unauthenticated} when there is none, which the access rules prevent. */
    public static Mono<CurrentUser> required(ServerRequest request) {
        return request.principal()
                .ofType(JwtAuthenticationToken.class)
                .map(CurrentUsers::of)
                .switchIfEmpty(Mono.error(Unauthenticated::new));
    }

    private static CurrentUser of(JwtAuthenticationToken token) {
        return AccessClaims.userOf(token.getToken());
    }
}
