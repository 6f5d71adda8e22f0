package io.fluxmart.wallets;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Having money, and moving it. */
@Component
public class WalletRoutes {

    private final WalletHandler handler;

    WalletRoutes(WalletHandler handler) {
        this.handler = handler;
    }

    public RouterFunction<ServerResponse> routes() {
        return route().GET("/wallet", handler::get)
                .GET("/wallet/entries", handler::listEntries)
                .POST("/wallet/deposits", handler::deposit)
                .POST("/transfers", handler::transfer)
                .build();
    }
}
