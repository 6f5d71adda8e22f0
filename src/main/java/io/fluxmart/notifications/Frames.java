package io.fluxmart.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxmart.paging.InvalidCursor;
import io.fluxmart.platform.streams.OpenBody;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How signals look on a stream of server-sent events (WHATWG HTML, section 9.2). */
public final class Frames {

    private Frames() {}

    /** Each frame is flushed as it comes; bytes may be shared by many responses. */
    public static Mono<ServerResponse> response(Flux<byte[]> frames) {
        return head().body((response, context) -> write(frames, response));
    }

    /** The author writes the frames, as chunks. */
    static Mono<ServerResponse> response(OpenBody.Author author) {
        return head().body((response, context) -> OpenBody.open(response, author));
    }

    private static ServerResponse.BodyBuilder head() {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no"); // or nginx collects frames before it passes them on
    }

    private static Mono<Void> write(Flux<byte[]> frames, ServerHttpResponse response) {
        return response.writeAndFlushWith(
                frames.map(frame -> Mono.just(response.bufferFactory().wrap(frame))));
    }

    /** Browsers send the header when they reconnect; the parameter is for the first connection. */
    public static Optional<Long> lastEventId(ServerRequest request) {
        String header = request.headers().firstHeader("Last-Event-ID");
        return Optional.ofNullable(header)
                .filter(id -> !id.isEmpty())
                .or(() -> request.queryParam("lastEventId"))
                .map(Frames::seq);
    }

    /** What a client is told about the connection itself is a comment. */
    public static byte[] of(Signal signal) {
        StringBuilder frame = new StringBuilder();
        if (signal.id() != null) {
            frame.append("id:").append(signal.id()).append('\n');
        }
        if (signal.retry() != null) {
            frame.append("retry:").append(signal.retry()).append('\n');
        }
        if (signal.data() == null) {
            frame.append(':').append(signal.event());
        } else {
            frame.append("event:").append(signal.event());
            frame.append("\ndata:").append(onOneLine(signal.data()));
        }
        return frame.append("\n\n").toString().getBytes(UTF_8);
    }

    /** Either character would end the line, and what follows could pass for a field. Between JSON's tokens a blank does as well. */
    private static String onOneLine(String json) {
        return json.replace('\r', ' ').replace('\n', ' ');
    }

    private static long seq(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notOurs) {
            throw new InvalidCursor();
        }
    }
}
