package io.fluxmart.carts;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.fluxmart.orders.Checkout;
import io.fluxmart.platform.http.Bounded;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The cart, and ordering it. */
@Component
public class CartRoutes {

    private final CartHandler handler;
    private final Checkout checkout;

    CartRoutes(CartHandler handler, Checkout checkout) {
        this.handler = handler;
        this.checkout = checkout;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/cart", handler::get)
                .DELETE("/cart", handler::clear)
                .PUT("/cart/items/{productId}", handler::setItem)
                .DELETE("/cart/items/{productId}", handler::removeItem)
                .POST("/cart/checkout", Bounded.by(checkout::refusal, handler::checkout))
                .build();
    }
}
