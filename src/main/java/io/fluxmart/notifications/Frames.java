package io.fluxmart.notifications;

import io.fluxmart.paging.InvalidCursor;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/** How a stream of server-sent events looks (WHATWG HTML, section 9.2). */
public final class Frames {

    private Frames() {}

    /** A response that nobody keeps, and that no proxy collects before it passes it on. */
    public static ServerResponse.BodyBuilder response() {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no");
    }

    /** Browsers send the header when they reconnect; the parameter is for the first connection. */
    public static Optional<Long> lastEventId(ServerRequest request) {
        String header = request.headers().firstHeader("Last-Event-ID");
        return Optional.ofNullable(header)
                .filter(id -> !id.isEmpty())
                .or(() -> request.queryParam("lastEventId"))
                .map(Frames::seq);
    }

    /** When to come back, and a cursor for those who heard nothing yet. */
    public static ServerSentEvent<String> opening(long cursor, Duration retry) {
        return of(Signal.opening(cursor, retry));
    }

    /** The node stops: when to come back, which differs from reader to reader. */
    public static ServerSentEvent<String> drain() {
        return of(Signal.drain());
    }

    /** What a client is told about the connection itself is a comment. */
    static ServerSentEvent<String> of(Signal signal) {
        ServerSentEvent.Builder<String> frame = ServerSentEvent.builder();
        if (signal.id() != null) {
            frame.id(signal.id());
        }
        if (signal.retry() != null) {
            frame.retry(Duration.ofMillis(signal.retry()));
        }
        if (signal.data() == null) {
            return frame.comment(signal.event()).build();
        }
        return frame.event(signal.event()).data(signal.data()).build();
    }

    private static long seq(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notOurs) {
            throw new InvalidCursor();
        }
    }
}
