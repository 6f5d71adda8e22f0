package io.fluxmart.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.platform.http.ClientAddress;
import io.fluxmart.platform.http.HttpSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** WebSockets, whose exchange is over long before they are. */
class StreamLimitTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CLIENT = "127.0.0.1";

    private final LimitSettings settings = BoundSettings.of(Map.of("fluxmart.limits.streams", "1"));
    private final OpenStreams streams = new OpenStreams(settings, new Refusals(new SimpleMeterRegistry()));
    private DisposableServer server;

    @BeforeEach
    void start() {
        HandshakeWebSocketService sockets = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
        WebHandler echo = exchange -> sockets.handleRequest(
                exchange,
                session -> session.send(
                        session.receive().map(message -> session.textMessage(message.getPayloadAsText()))));
        StreamLimit limit = new StreamLimit(settings, streams, new ClientAddress(new HttpSettings(0, List.of())));
        server = HttpServer.create()
                .host(CLIENT)
                .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.webHandler(echo)
                        .filter(limit)
                        .exceptionHandler(StreamLimitTests::answer)
                        .build()))
                .bindNow(PATIENCE);
    }

    @AfterEach
    void stop() {
        server.disposeNow(PATIENCE);
    }

    @Test
    void holdsThePlaceAsLongAsTheSocketIsOpen() throws InterruptedException {
        CountDownLatch echoed = new CountDownLatch(1);
        Disposable socket = new ReactorNettyWebSocketClient()
                .execute(
                        URI.create("ws://" + address()),
                        session -> session.send(Mono.just(session.textMessage("hello")))
                                .thenMany(session.receive().doOnNext(echo -> echoed.countDown()))
                                .then())
                .subscribe();
        assertThat(echoed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(streams.of(CLIENT)).isEqualTo(1);
        assertThat(plainGet()).as("one more is refused").isEqualTo(429);

        socket.dispose();
        await().atMost(PATIENCE).until(() -> streams.of(CLIENT) == 0);
    }

    @Test
    void givesThePlaceBackWhenTheSocketDoesNotOpen() {
        assertThat(plainGet()).as("no handshake").isEqualTo(400);
        await().atMost(PATIENCE).until(() -> streams.of(CLIENT) == 0);
        assertThat(plainGet()).as("over the same connection").isEqualTo(400);
    }

    /** A refusal of ours, or the framework's of what is no handshake. */
    private static Mono<Void> answer(ServerWebExchange exchange, Throwable error) {
        exchange.getResponse()
                .setStatusCode(error instanceof TooManyStreams ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.BAD_REQUEST);
        return exchange.getResponse().setComplete();
    }

    private int plainGet() {
        return WebClient.create("http://" + address())
                .get()
                .exchangeToMono(response -> Mono.just(response.statusCode().value()))
                .block(PATIENCE);
    }

    private String address() {
        return CLIENT + ":" + server.port() + "/api/notifications/socket";
    }
}
