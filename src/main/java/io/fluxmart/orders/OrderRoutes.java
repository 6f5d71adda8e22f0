package io.fluxmart.orders;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Buying, and taking it back. */
@Component
public class OrderRoutes {

    private final OrderHandler handler;

    OrderRoutes(OrderHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/orders", handler::place)
                .GET("/orders", handler::list)
                .GET("/orders/{id}", handler::get)
                .POST("/orders/{id}/cancel", handler::cancel)
                .build();
    }
}
