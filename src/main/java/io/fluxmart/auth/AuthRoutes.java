package io.fluxmart.auth;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Signing in. */
@Component
public class AuthRoutes {

    private final AuthHandler handler;

    AuthRoutes(AuthHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/tokens", handler::issueToken).build();
    }
}
