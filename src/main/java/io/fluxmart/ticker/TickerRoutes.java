package io.fluxmart.ticker;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The live catalogue. */
@Component
public class TickerRoutes {

    private final TickerHandler handler;

    TickerRoutes(TickerHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/products/stream", handler::stream).build();
    }
}
