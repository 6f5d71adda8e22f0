package io.fluxmart.notifications;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Hearing of what happens. */
@Component
public class NotificationRoutes {

    private final NotificationHandler handler;
    private final SocketHandler sockets;

    NotificationRoutes(NotificationHandler handler, SocketHandler sockets) {
        this.handler = handler;
        this.sockets = sockets;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/notifications", handler::list)
                .POST("/notifications", handler::send)
                .GET("/notifications/stream", handler::stream)
                .GET("/notifications/socket", sockets::open)
                .build();
    }
}
