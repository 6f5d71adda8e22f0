package io.fluxmart.orders;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.fluxmart.platform.http.Bounded;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Buying, paying, and what becomes of it. */
@Component
public class OrderRoutes {

    private final OrderHandler handler;
    private final Checkout checkout;

    OrderRoutes(OrderHandler handler, Checkout checkout) {
        this.handler = handler;
        this.checkout = checkout;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/orders", Bounded.by(checkout::refusal, handler::place))
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
