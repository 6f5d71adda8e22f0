package io.fluxmart.auth;

import io.fluxmart.credentials.Login;
import io.fluxmart.limits.SignInLimits;
import io.fluxmart.platform.http.RequestReader;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

@Component
class AuthHandler {

    private final RequestReader reader;
    private final SignInLimits signIns;
    private final IssueToken issueToken;

    AuthHandler(RequestReader reader, SignInLimits signIns, IssueToken issueToken) {
        this.reader = reader;
        this.signIns = signIns;
        this.issueToken = issueToken;
    }

    Mono<ServerResponse> issueToken(ServerRequest request) {
        return reader.read(request, Login.class)
                .delayUntil(login -> signIns.require(request, login))
                .flatMap(issueToken::to)
                .flatMap(token ->
                        ServerResponse.ok().cacheControl(CacheControl.noStore()).bodyValue(token));
    }
}
