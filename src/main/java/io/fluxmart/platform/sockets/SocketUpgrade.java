package io.fluxmart.platform.sockets;

import io.fluxmart.platform.http.Origins;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.core.publisher.Mono;
import reactor.netty.NettyInbound;
import reactor.netty.http.server.WebsocketServerSpec;

/** Turns a request into a WebSocket (RFC 6455). What arrives on it is small, or ends it with close code 1009. */
@Component
public class SocketUpgrade {

    private static final int MAX_MESSAGE_BYTES = 1_024;

    private final Origins origins;
    private final WebSocketService sockets =
            new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(() -> WebsocketServerSpec.builder()
                    .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                    .handlePing(true))); // the default answers each ping, even those of a client that reads no answer

    SocketUpgrade(Origins origins) {
        this.origins = origins;
    }

    /** Refuses what is no handshake with 426, and a handshake from a page of another site with 403. */
    public void requireHandshake(ServerRequest request) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        if (!"websocket".equalsIgnoreCase(headers.getUpgrade())) {
            throw new UpgradeRequired();
        }
        origins.requireOurs(headers);
    }

    /** @param silence a connection on which nothing came for so long is cut, whatever still waits to be sent */
    public Mono<ServerResponse> open(ServerRequest request, Duration silence, WebSocketHandler handler) {
        return ServerResponse.status(HttpStatus.SWITCHING_PROTOCOLS)
                .build((exchange, context) -> sockets.handleRequest(exchange, session -> {
                    cutWhenSilent(exchange.getRequest(), silence);
                    return handler.handle(session);
                }));
    }

    /** A close frame would wait behind everything that a peer who is gone does not take; so this is the pipeline's task. */
    private static void cutWhenSilent(ServerHttpRequest request, Duration silence) {
        NettyInbound connection = ServerHttpRequestDecorator.getNativeRequest(request);
        connection.withConnection(open ->
                open.channel().pipeline().addFirst(new ReadTimeoutHandler(silence.toMillis(), TimeUnit.MILLISECONDS)));
    }
}
