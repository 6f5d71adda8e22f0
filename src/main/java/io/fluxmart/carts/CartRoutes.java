package io.fluxmart.carts;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The cart, and ordering it. */
@Component
public class CartRoutes {

    private final CartHandler handler;

    CartRoutes(CartHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/cart", handler::get)
                .DELETE("/cart", handler::clear)
                .PUT("/cart/items/{productId}", handler::setItem)
                .DELETE("/cart/items/{productId}", handler::removeItem)
                .POST("/cart/checkout", handler::checkout)
                .build();
    }
}
