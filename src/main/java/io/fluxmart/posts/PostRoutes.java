package io.fluxmart.posts;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Posts and what is said about them. */
@Component
public class PostRoutes {

    private final PostHandler handler;

    PostRoutes(PostHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/posts", handler::write)
                .GET("/posts/{id}", handler::get)
                .PATCH("/posts/{id}", handler::change)
                .DELETE("/posts/{id}", handler::remove)
                .POST("/posts/{id}/comments", handler::comment)
                .build();
    }
}
