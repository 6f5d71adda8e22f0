package io.fluxmart.limits;

import io.fluxmart.platform.http.ClientAddress;
import io.fluxmart.platform.streams.OpenBody;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketInbound;

/** Bounds the streams that one client holds open at once. A place is free again when its stream has ended, however. */
@Component
@Order(WriteLimit.BEHIND_SECURITY + 1)
class StreamLimit implements WebFilter {

    private static final List<PathPattern> STREAMS = Stream.of(
                    "/api/notifications/stream",
                    "/api/notifications/socket",
                    "/api/products/stream",
                    "/api/imports/{id}/stream")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private final LimitSettings settings;
    private final OpenStreams streams;
    private final ClientAddress addresses;

    StreamLimit(LimitSettings settings, OpenStreams streams, ClientAddress addresses) {
        this.settings = settings;
        this.streams = streams;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return settings.enabled() && isStream(exchange)
                ? clientOf(exchange).flatMap(client -> hold(client, exchange, chain))
                : chain.filter(exchange);
    }

    private static boolean isStream(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return STREAMS.stream().anyMatch(stream -> stream.matches(path));
    }

    private Mono<String> clientOf(ServerWebExchange exchange) {
        return Principals.nameIn(exchange).switchIfEmpty(Mono.fromSupplier(() -> addresses.of(exchange.getRequest())));
    }

    private Mono<Void> hold(String client, ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> {
            streams.enter(client);
            return chain.filter(exchange).doFinally(signal -> release(client, exchange.getResponse()));
        });
    }

    /**
     * A WebSocket's exchange is over as soon as it is open; it lasts as long as its connection. So is that of an open body,
     * which lasts until it has ended.
     */
    private void release(String client, ServerHttpResponse response) {
        Object server = ServerHttpResponseDecorator.getNativeResponse(response);
        if (server instanceof HttpServerResponse netty) {
            netty.withConnection(connection -> {
                if (ChannelOperations.get(connection.channel()) instanceof WebsocketInbound) {
                    connection.onDispose(() -> streams.leave(client));
                } else {
                    OpenBody.atEndOf(connection.channel(), () -> streams.leave(client));
                }
            });
        } else {
            streams.leave(client);
        }
    }
}
