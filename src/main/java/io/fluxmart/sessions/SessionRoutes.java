package io.fluxmart.sessions;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Signing in and out with a browser. */
@Component
public class SessionRoutes {

    private final SessionHandler handler;

    SessionRoutes(SessionHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/session", handler::signIn)
                .GET("/session", handler::current)
                .DELETE("/session", handler::signOut)
                .build();
    }
}
