package io.fluxmart.sessions;

import io.fluxmart.platform.http.Origins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds out who sends a request by its cookie, once a request, and only where a rule or a handler wants to know: what is
 * open to anybody does not ask Redis. A session speaks for a request only if none but our own pages can have sent it.
 */
@Component
class CookieSignIns implements ServerSecurityContextRepository {

    private final ResumeSession resumeSession;
    private final Origins origins;

    CookieSignIns(ResumeSession resumeSession, Origins origins) {
        this.resumeSession = resumeSession;
        this.origins = origins;
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return Mono.justOrEmpty(SessionCookie.idIn(request))
                .flatMap(resumeSession::of)
                .doOnNext(session -> requireOwnPage(request, session))
                .<SecurityContext>map(session -> new SecurityContextImpl(new SessionSignIn(session)))
                .cache();
    }

    /** Whatever the method: a WebSocket is opened by a GET, and nothing of ours is for foreign pages to read. */
    private void requireOwnPage(ServerHttpRequest request, UserSession session) {
        origins.requireOurs(request.getHeaders());
        CsrfTokens.require(request, session);
    }

    /** Tokens are not remembered, and sessions are opened by signing in. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }
}
