package io.fluxmart.reports;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What administrators want to know. */
@Component
public class ReportRoutes {

    private final ReportHandler handler;

    ReportRoutes(ReportHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/orders/stats", handler::orderStats)
                .GET("/reports/sales", handler::sales)
                .GET("/reports/customers", handler::customers)
                .GET("/reports/authors", handler::authors)
                .build();
    }
}
