package io.fluxmart.notifications;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fluxmart.events.Event;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an open stream tells its reader, whatever carries it. Written as JSON it is a message on a socket.
 *
 * @param id the cursor to resume from, where it moves
 * @param retry how long to wait before the next connection, in milliseconds
 * @param data JSON on one line
 */
public record Signal(
        @JsonIgnore Kind kind,
        @Nullable String id,
        String event,
        @Nullable Long retry,
        @JsonRawValue @Nullable String data) {

    /** How the parts of a connection differ in how they are carried. */
    public enum Kind {
        OPENING,
        HEARTBEAT,
        EVENT
    }

    public static final Signal HEARTBEAT = new Signal(Kind.HEARTBEAT, null, "heartbeat", null, null);

    private static final long SHORTEST_RETURN_MS = 200;
    private static final long LONGEST_RETURN_MS = 5_000;

    /** Sent at once: when to come back, and a cursor, so that even a client that heard nothing yet can resume. */
    public static Signal opening(long cursor, Duration retry) {
        return new Signal(Kind.OPENING, String.valueOf(cursor), "connected", retry.toMillis(), null);
    }

    /** As above, for a stream that always begins with how things are. */
    public static Signal opening(Duration retry) {
        return new Signal(Kind.OPENING, null, "connected", retry.toMillis(), null);
    }

    /** A heartbeat that moves the cursor. */
    public static Signal heartbeatAt(long cursor) {
        return new Signal(Kind.HEARTBEAT, String.valueOf(cursor), "heartbeat", null, null);
    }

    static Signal of(Event event) {
        return event(event.seq(), event.type(), event.data());
    }

    /** Something that moves the cursor only where an id is given. */
    public static Signal event(@Nullable Long id, String event, String data) {
        return new Signal(Kind.EVENT, id == null ? null : String.valueOf(id), event, null, data);
    }

    /** The node stops: come back, each at a time of their own, so that the next node is not overrun. */
    public static Signal drain() {
        long wait = ThreadLocalRandom.current().nextLong(SHORTEST_RETURN_MS, LONGEST_RETURN_MS);
        return new Signal(Kind.EVENT, null, "drain", wait, "{}");
    }
}
