package io.fluxmart.notifications;

import io.fluxmart.events.Event;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open streams of one event loop. Nothing in here is shared with another thread but the wish to be woken: the loop
 * reads what is new from memory, encodes it once and writes the same bytes to each stream that it concerns, so streams need
 * no locks, no queues and no tasks of their own. A stream leaves the list only in a task of its own, never while the loop
 * goes through it.
 */
final class StreamLoop {

    private static final Logger log = LoggerFactory.getLogger(StreamLoop.class);

    private final EventLoop eventLoop;
    private final StreamNews news;
    private final List<OpenStream> streams = new ArrayList<>();
    private final Map<UUID, Set<OpenStream>> byUser = new HashMap<>();
    private final List<OpenStream> unflushed = new ArrayList<>();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private volatile boolean hasStreams;
    private boolean isLastOfRound;
    private long position;

    StreamLoop(EventLoop eventLoop, StreamNews news) {
        this.eventLoop = eventLoop;
        this.news = news;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    /** Everything up to here has been handed to the streams that were open at the time. */
    long position() {
        return position;
    }

    /**
     * The stream is in the list before the position is read: the feed moves its head first and looks for streams then, so
     * one of both always sees the other.
     */
    void add(OpenStream stream) {
        boolean wasEmpty = streams.isEmpty();
        stream.place = streams.size();
        streams.add(stream);
        byUser.computeIfAbsent(stream.userId(), id -> new HashSet<>(2)).add(stream);
        if (wasEmpty) {
            hasStreams = true;
            position = news.recent().head();
        }
    }

    /** The last one takes the place. */
    void remove(OpenStream stream) {
        OpenStream last = streams.remove(streams.size() - 1);
        if (last != stream) {
            streams.set(stream.place, last);
            last.place = stream.place;
        }
        byUser.computeIfPresent(stream.userId(), (id, theirs) -> {
            theirs.remove(stream);
            return theirs.isEmpty() ? null : theirs;
        });
        hasStreams = !(streams.isEmpty() && byUser.isEmpty());
    }

    boolean isIdle() {
        return !hasStreams;
    }

    /** From any thread. However often it is called, one task waits at most. */
    void wake() {
        if (hasStreams && !isWoken.get() && isWoken.compareAndSet(false, true)) {
            eventLoop.execute(this::deliver);
        }
    }

    private void deliver() {
        isWoken.set(false);
        try {
            deliver(news.recent().after(position));
        } catch (RuntimeException | OutOfMemoryError failed) {
            log.error("The streams of an event loop are cut, so that their readers resume", failed);
            unflushed.clear();
            streams.forEach(OpenStream::cut);
        }
    }

    /** A loop that was busy for longer than memory lasts has each stream see for itself. */
    private void deliver(@Nullable List<Event> events) {
        if (events == null) {
            position = news.recent().head();
            streams.forEach(OpenStream::fallBehind);
        } else {
            long now = news.clock().millis();
            for (int i = 0; i < events.size(); i++) {
                isLastOfRound = i == events.size() - 1;
                deliver(events.get(i), now);
            }
            flush();
        }
    }

    private void deliver(Event event, long now) {
        position = event.seq();
        Collection<OpenStream> readers = readersOf(event);
        if (readers.isEmpty()) {
            return;
        }
        ByteBuf chunk = readers.iterator().next().chunkOf(Frames.of(Signal.of(event)));
        try {
            news.meters().delivered.increment(offer(event.seq(), chunk, now, readers));
        } finally {
            chunk.release();
        }
    }

    private static int offer(long seq, ByteBuf chunk, long now, Collection<OpenStream> readers) {
        int delivered = 0;
        for (OpenStream reader : readers) {
            delivered += reader.offer(seq, chunk, now) ? 1 : 0;
        }
        return delivered;
    }

    private Collection<OpenStream> readersOf(Event event) {
        return event.userId() == null ? streams : byUser.getOrDefault(event.userId(), Set.of());
    }

    /** What is written now is the last of this round, so it can be flushed while what belongs to its channel is near. */
    boolean isLastOfRound() {
        return isLastOfRound;
    }

    /** To be flushed at the end of this round, once, however many events were written to it. */
    void flushLater(OpenStream stream) {
        unflushed.add(stream);
    }

    private void flush() {
        unflushed.forEach(OpenStream::flushIfDue);
        unflushed.clear();
    }

    /** Moves the cursors as well, so that whoever comes back is not sent to the log for what did not concern them. */
    void beat() {
        if (streams.isEmpty()) {
            return;
        }
        long now = news.clock().millis();
        isLastOfRound = true;
        ByteBuf chunk = streams.get(0).chunkOf(Frames.of(Signal.heartbeatAt(position)));
        try {
            streams.forEach(stream -> stream.beat(chunk, now));
            flush();
        } finally {
            chunk.release();
        }
    }

    void signOut(UUID userId, long generation) {
        Set.copyOf(byUser.getOrDefault(userId, Set.of())).stream()
                .filter(stream -> stream.isOlderThan(generation))
                .forEach(OpenStream::end);
    }

    void endAll() {
        List.copyOf(streams).forEach(OpenStream::end);
    }
}
