package io.fluxmart.rankings;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Who sells and buys most. */
@Component
public class RankingRoutes {

    private final RankingHandler handler;

    RankingRoutes(RankingHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/products/bestsellers", handler::bestsellers)
                .GET("/reports/top-customers", handler::topCustomers)
                .POST("/rankings/rebuild", handler::rebuild)
                .build();
    }
}
