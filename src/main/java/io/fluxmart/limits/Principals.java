package io.fluxmart.limits;

import io.fluxmart.problem.Failure;
import java.security.Principal;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells whose quota a request is charged to. */
final class Principals {

    private Principals() {}

    /**
     * Empty for a stranger. Who has no good session is one, too: where a route is not for strangers, they were refused
     * before this is asked.
     */
    static Mono<String> nameIn(ServerWebExchange exchange) {
        return exchange.getPrincipal().map(Principal::getName).onErrorComplete(Failure.class);
    }
}
