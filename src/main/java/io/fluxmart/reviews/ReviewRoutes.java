package io.fluxmart.reviews;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What customers say of products. */
@Component
public class ReviewRoutes {

    private final ReviewHandler handler;

    ReviewRoutes(ReviewHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/products/{id}/reviews", handler::list)
                .POST("/products/{id}/reviews", handler::write)
                .build();
    }
}
