package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.CurrentUsers;
import io.fluxmart.platform.sockets.SocketUpgrade;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;
import tools.jackson.databind.json.JsonMapper;

/** The notification stream over WebSocket. Readers say nothing here; what they send is dropped as it comes. */
@Component
class SocketHandler {

    /** A ping is answered by every client that is there, so that silence for two beats means that it is not. */
    private static final int SILENT_BEATS = 2;

    private final SocketUpgrade sockets;
    private final NotificationHub hub;
    private final Signals signals;
    private final JsonMapper json;
    private final Duration silence;

    SocketHandler(
            SocketUpgrade sockets,
            NotificationHub hub,
            Signals signals,
            JsonMapper json,
            NotificationSettings settings) {
        this.sockets = sockets;
        this.hub = hub;
        this.signals = signals;
        this.json = json;
        this.silence = settings.heartbeat().multipliedBy(SILENT_BEATS);
    }

    Mono<ServerResponse> open(ServerRequest request) {
        sockets.requireHandshake(request);
        hub.requireRoom();
        long cursor = Frames.lastEventId(request).orElseGet(hub::head);
        return CurrentUsers.required(request)
                .flatMap(user -> sockets.open(request, silence, session -> talk(session, user, cursor)));
    }

    /** Whichever ends first ends the other: the client hangs up, or there is no more to say. */
    private Mono<Void> talk(WebSocketSession session, CurrentUser user, long cursor) {
        Sinks.Many<WebSocketMessage> pongs = Sinks.many().multicast().directBestEffort();
        return Mono.firstWithSignal(listen(session, pongs), tell(session, signals.to(user, cursor), pongs));
    }

    /** Asks for everything, keeps nothing. Pings are answered as far as the client reads the answers. */
    private static Mono<Void> listen(WebSocketSession session, Sinks.Many<WebSocketMessage> pongs) {
        return session.receive()
                .filter(message -> message.getType() == WebSocketMessage.Type.PING)
                .doOnNext(ping -> pongs.tryEmitNext(pong(session, ping)))
                .then()
                .onErrorResume(TooLongFrameException.class, tooLong -> session.close(CloseStatus.TOO_BIG_TO_PROCESS))
                .onErrorResume(ReadTimeoutException.class, silent -> session.close(CloseStatus.GOING_AWAY))
                .onErrorComplete()
                .contextWrite(SocketHandler::hearErrorsOnce);
    }

    /** To close a socket disposes its receiver, and Reactor Netty then repeats the error that led to it; no news for the log. */
    private static Context hearErrorsOnce(Context context) {
        Consumer<Throwable> ignore = repeated -> {};
        return context.put("reactor.onErrorDropped.local", ignore);
    }

    private Mono<Void> tell(WebSocketSession session, Flux<Signal> signals, Sinks.Many<WebSocketMessage> pongs) {
        Flux<WebSocketMessage> messages = signals.concatWith(Mono.fromSupplier(Signal::drain))
                .map(signal -> message(session, signal))
                .doOnTerminate(pongs::tryEmitComplete);
        return session.send(messages.mergeWith(pongs.asFlux()))
                .then(Mono.defer(() -> session.close(CloseStatus.GOING_AWAY)))
                .onErrorResume(Inbox.SignedOut.class, gone -> session.close(CloseStatus.POLICY_VIOLATION));
    }

    private WebSocketMessage message(WebSocketSession session, Signal signal) {
        return signal.kind() == Signal.Kind.HEARTBEAT
                ? session.pingMessage(buffers -> buffers.wrap(new byte[0]))
                : session.textMessage(json.writeValueAsString(signal));
    }

    /** The payload goes back as it came; the message itself is released as soon as this returns. */
    private static WebSocketMessage pong(WebSocketSession session, WebSocketMessage ping) {
        DataBuffer payload = ping.getPayload();
        byte[] copy = new byte[payload.readableByteCount()];
        payload.read(copy);
        return session.pongMessage(buffers -> buffers.wrap(copy));
    }
}
