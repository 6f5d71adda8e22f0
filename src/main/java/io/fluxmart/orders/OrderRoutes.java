package io.fluxmart.orders;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Buying, paying, and what becomes of it. */
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
                .GET("/orders/{id}/steps", handler::listSteps)
                .POST("/orders/{id}/pay", handler::pay)
                .POST("/orders/{id}/cancel", handler::cancel)
                .POST("/orders/{id}/ship", handler::ship)
                .POST("/orders/{id}/deliver", handler::deliver)
                .build();
    }
}
