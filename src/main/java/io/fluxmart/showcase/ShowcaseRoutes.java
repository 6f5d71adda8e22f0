package io.fluxmart.showcase;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The page of a product, and its details. */
@Component
public class ShowcaseRoutes {

    private final PageHandler page;
    private final ShowcaseHandler handler;

    ShowcaseRoutes(PageHandler page, ShowcaseHandler handler) {
        this.page = page;
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/products/{id}", page)
                .GET("/products/{id}/details", handler::details)
                .PUT("/products/{id}/details", handler::replaceDetails)
                .build();
    }
}
