package io.fluxmart.imports;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Bringing in what was elsewhere, for administrators. */
@Component
public class ImportRoutes {

    private final ImportHandler handler;

    ImportRoutes(ImportHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().POST("/imports", handler::start)
                .GET("/imports", handler::list)
                .GET("/imports/{id}", handler::get)
                .GET("/imports/{id}/rejects", handler::listRejects)
                .GET("/imports/{id}/stream", handler::stream)
                .POST("/imports/{id}/cancel", handler::cancel)
                .build();
    }
}
