package io.fluxmart.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open notification socket of one customer. */
public final class EventSocket implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final Sinks.One<CloseStatus> end = Sinks.one();
    private final Sinks.Many<String> sayings = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> reading = Sinks.empty();
    private final Disposable connection;

    /** @param isAbsent leaves pings without an answer, like a machine whose cable was pulled */
    private EventSocket(Shop shop, Customer who, String query, HttpHeaders more, boolean isAbsent) {
        URI address = URI.create("ws://localhost:" + shop.port() + "/api/notifications/socket" + query);
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(more);
        headers.setBearerAuth(who.token());
        ReactorNettyWebSocketClient client = new ReactorNettyWebSocketClient(
                HttpClient.create(), () -> WebsocketClientSpec.builder().handlePing(isAbsent));
        connection = client.execute(address, headers, this::talk).subscribe(done -> {}, error -> {});
    }

    /** Waits until it stands. */
    public static EventSocket open(Shop shop, Customer who) {
        return resume(shop, who, null).reading().connected();
    }

    public static EventSocket resume(Shop shop, Customer who, String lastEventId) {
        String query = lastEventId == null ? "" : "?lastEventId=" + lastEventId;
        return new EventSocket(shop, who, query, HttpHeaders.EMPTY, false);
    }

    public static EventSocket from(String origin, Shop shop, Customer who) {
        HttpHeaders headers = new HttpHeaders();
        headers.setOrigin(origin);
        return new EventSocket(shop, who, "", headers, false).reading();
    }

    public static EventSocket absent(Shop shop, Customer who) {
        return new EventSocket(shop, who, "", HttpHeaders.EMPTY, true).reading();
    }

    /** Until then this client takes next to nothing off the wire. */
    public EventSocket reading() {
        reading.tryEmitEmpty();
        return this;
    }

    public EventSocket connected() {
        assertThat(next().path("event").asString()).isEqualTo("connected");
        return this;
    }

    private Mono<Void> talk(WebSocketSession session) {
        Mono<Void> heard = session.receive()
                .map(message -> new Heard(message.getType(), message.getPayloadAsText()))
                .concatMap(message -> reading.asMono().thenReturn(message), 1)
                .doOnNext(this::take)
                .then();
        Flux<WebSocketMessage> said = sayings.asFlux().map(text -> messageOf(session, text));
        session.closeStatus().subscribe(end::tryEmitValue, error -> {}, end::tryEmitEmpty);
        return Mono.firstWithSignal(heard, session.send(said));
    }

    private record Heard(WebSocketMessage.Type type, String text) {}

    private static WebSocketMessage messageOf(WebSocketSession session, String text) {
        return switch (text.split(" ", 2)[0]) {
            case "ping" -> session.pingMessage(buffers -> buffers.wrap(text.getBytes(UTF_8)));
            case "begin" -> partOf(session, new TextWebSocketFrame(false, 0, text));
            case "more" -> partOf(session, new ContinuationWebSocketFrame(false, 0, text));
            default -> session.textMessage(text);
        };
    }

    private static WebSocketMessage partOf(WebSocketSession session, WebSocketFrame frame) {
        return new WebSocketMessage(
                WebSocketMessage.Type.TEXT, session.bufferFactory().allocateBuffer(1), frame);
    }

    private void take(Heard message) {
        switch (message.type()) {
            case TEXT -> messages.add(JSON.readTree(message.text()));
            case PONG -> pongs.add(message.text());
            default -> {}
        }
    }

    /** A text; one that begins with {@code ping} is a ping, with {@code begin} or {@code more} an unfinished part. */
    public void say(String text) {
        sayings.tryEmitNext(text);
    }

    public String nextPong() {
        return nextOf(pongs);
    }

    public JsonNode next() {
        return nextOf(messages);
    }

    public List<JsonNode> next(int count) {
        List<JsonNode> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(next());
        }
        return taken;
    }

    public boolean hasNothingMore() {
        return messages.isEmpty();
    }

    /** The code that the server closed with. */
    public Integer awaitEnd() {
        return end.asMono().map(CloseStatus::getCode).block(PATIENCE);
    }

    private static <T> T nextOf(BlockingQueue<T> queue) {
        try {
            T message = queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message within " + PATIENCE).isNotNull();
            return message;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
