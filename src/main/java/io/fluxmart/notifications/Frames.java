package io.fluxmart.notifications;

import io.fluxmart.events.Event;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.codec.ServerSentEvent;

/** How events look on a server-sent event stream (WHATWG HTML, section 9.2). */
final class Frames {

    private static final long SHORTEST_RETURN_MS = 200;
    private static final long LONGEST_RETURN_MS = 5_000;

    private Frames() {}

    /** Sent at once: when to come back, and a cursor, so that even a client that heard nothing yet can resume. */
    static ServerSentEvent<String> opening(long cursor, Duration retry) {
        return ServerSentEvent.<String>builder()
                .id(String.valueOf(cursor))
                .comment("connected")
                .retry(retry)
                .build();
    }

    static ServerSentEvent<String> heartbeat() {
        return ServerSentEvent.<String>builder().comment("heartbeat").build();
    }

    static ServerSentEvent<String> of(Event event) {
        return ServerSentEvent.<String>builder()
                .id(String.valueOf(event.seq()))
                .event(event.type())
                .data(event.data())
                .build();
    }

    /** The node stops: come back, each at a time of their own, so that the next node is not overrun. */
    static ServerSentEvent<String> drain() {
        long wait = ThreadLocalRandom.current().nextLong(SHORTEST_RETURN_MS, LONGEST_RETURN_MS);
        return ServerSentEvent.<String>builder()
                .event("drain")
                .retry(Duration.ofMillis(wait))
                .data("{}")
                .build();
    }
}
