package io.fluxmart.products;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The catalogue. */
@Component
public class ProductRoutes {

    private final ProductHandler handler;

    ProductRoutes(ProductHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/products", handler::list)
                .POST("/products", handler::add)
                .PATCH("/products/{id}", handler::change)
                .POST("/products/{id}/stock", handler::changeStock)
                .GET("/categories", handler::listCategories)
                .build();
    }
}
