package io.fluxmart.platform.http;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;

/** Keeps the request that Spring Security's firewall would otherwise wrap anew each time that somebody looks at it. */
final class OneRequest extends ServerWebExchangeDecorator {

    private final ServerHttpRequest request;

    OneRequest(ServerWebExchange firewalled) {
        super(firewalled);
        this.request = firewalled.getRequest();
    }

    @Override
    public ServerHttpRequest getRequest() {
        return request;
    }
}
