package io.fluxmart.reports;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Figures: for administrators, and about authors for everybody. */
@Component
public class ReportRoutes {

    private final ReportHandler handler;
    private final AuthorHandler authors;

    ReportRoutes(ReportHandler handler, AuthorHandler authors) {
        this.handler = handler;
        this.authors = authors;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/orders/stats", handler::orderStats)
                .GET("/reports/sales", handler::sales)
                .GET("/reports/customers", handler::customers)
                .GET("/reports/authors", authors::report)
                .GET("/posts/stats", authors::stats)
                .build();
    }
}
