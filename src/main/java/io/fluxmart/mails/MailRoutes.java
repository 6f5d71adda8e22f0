package io.fluxmart.mails;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The mails that were written, for administrators. */
@Component
public class MailRoutes {

    private final MailHandler handler;

    MailRoutes(MailHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/mails", handler::list).build();
    }
}
