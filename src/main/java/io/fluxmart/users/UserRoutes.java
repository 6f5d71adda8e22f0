package io.fluxmart.users;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Accounts. */
@Component
public class UserRoutes {

    private final UserHandler handler;

    UserRoutes(UserHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/users", handler::register)
                .GET("/users/me", handler::me)
                .build();
    }
}
