package io.fluxmart.notifications;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Hearing of what happens. */
@Component
public class NotificationRoutes {

    private final NotificationHandler handler;

    NotificationRoutes(NotificationHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/notifications", handler::list)
                .POST("/notifications", handler::send)
                .GET("/notifications/stream", handler::stream)
                .build();
    }
}
