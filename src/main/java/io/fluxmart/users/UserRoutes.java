package io.fluxmart.users;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Accounts. */
@Component
public class UserRoutes {

    private final UserHandler handler;
    private final AdminUserHandler admin;

    UserRoutes(UserHandler handler, AdminUserHandler admin) {
        this.handler = handler;
        this.admin = admin;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/users", handler::register)
                .GET("/users/me", handler::me)
                .PATCH("/users/me", handler::changeMe)
                .DELETE("/users/me", handler::closeMine)
                .POST("/users/me/password", handler::changePassword)
                .GET("/users", admin::list)
                .GET("/users/{id}", admin::get)
                .PATCH("/users/{id}", admin::change)
                .DELETE("/users/{id}", admin::close)
                .build();
    }
}
