package io.fluxmart.sessions;

import io.fluxmart.auth.AuthSettings;
import io.fluxmart.auth.SignedIn;
import io.fluxmart.credentials.Login;
import io.fluxmart.limits.SignInLimits;
import io.fluxmart.platform.http.Origins;
import io.fluxmart.platform.http.RequestReader;
import io.fluxmart.problem.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class SessionHandler {

    private final RequestReader reader;
    private final SignInLimits signIns;
    private final Origins origins;
    private final OpenSession openSession;
    private final SignOut signOut;
    private final AuthSettings settings;

    SessionHandler(
            RequestReader reader,
            SignInLimits signIns,
            Origins origins,
            OpenSession openSession,
            SignOut signOut,
            AuthSettings settings) {
        this.reader = reader;
        this.signIns = signIns;
        this.origins = origins;
        this.openSession = openSession;
        this.signOut = signOut;
        this.settings = settings;
    }

    /** A foreign page must not sign anybody in: they would go shopping in its account. */
    Mono<ServerResponse> signIn(ServerRequest request) {
        origins.requireOurs(request.headers().asHttpHeaders());
        return reader.read(request, Login.class)
                .delayUntil(login -> signIns.require(request, login))
                .flatMap(login -> openSession.with(
                        login, SessionCookie.idIn(request.exchange().getRequest())))
                .flatMap(session -> ServerResponse.ok()
                        .cookie(SessionCookie.of(session, settings.sessionLifetime()))
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(SessionView.of(session)));
    }

    /** 404 for somebody who is signed in by a token. */
    Mono<ServerResponse> current(ServerRequest request) {
        return request.principal()
                .ofType(SessionSignIn.class)
                .switchIfEmpty(Mono.error(() -> new NotFound("The session")))
                .flatMap(signIn -> ServerResponse.ok()
                        .cacheControl(CacheControl.noStore())
                        .bodyValue(SessionView.of(signIn.session())));
    }

    /** Whoever is not signed in has nothing to end. */
    Mono<ServerResponse> signOut(ServerRequest request) {
        return request.principal().ofType(SignedIn.class).flatMap(signOut::of).then(Mono.defer(() -> goodbye(request)));
    }

    private static Mono<ServerResponse> goodbye(ServerRequest request) {
        ServerResponse.HeadersBuilder<?> answer = ServerResponse.noContent();
        SessionCookie.idIn(request.exchange().getRequest()).ifPresent(id -> answer.cookie(SessionCookie.removed()));
        return answer.build();
    }
}
