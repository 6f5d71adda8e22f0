package io.fluxmart.auth;

import io.fluxmart.platform.http.RouteTable;
import io.fluxmart.problem.Failure;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What somebody hears whom the access rules turned away. Everything without a rule is denied; where no route is served
 * there is nothing to protect, and the answer is the plain truth: 404, or 405 for a method that the path does not know (the
 * functional router itself knows no 405).
 */
final class Denials {

    private final RouteTable routes;

    Denials(RouteTable routes) {
        this.routes = routes;
    }

    Mono<Void> answer(ServerWebExchange exchange, Failure denied) {
        HttpMethod method = exchange.getRequest().getMethod();
        Set<HttpMethod> served =
                routes.methodsOf(exchange.getRequest().getPath().pathWithinApplication());
        if (served.isEmpty()) {
            return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        }
        return Mono.error(() -> served.contains(method) ? denied : new MethodNotAllowedException(method, served));
    }
}
