package io.fluxmart.notifications;

import static java.util.Objects.requireNonNull;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Event;
import io.fluxmart.notifications.EventPages.CursorLost;
import io.fluxmart.platform.streams.OpenBody;
import io.netty.buffer.ByteBuf;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's events without gap, duplicate or reordering. A live stream is at its loop's position and gets each event as
 * it comes. One that is not, because it has only just come or because its channel took no more, catches up from its cursor:
 * from memory as far as that reaches, else from the log. Nothing waits for a slow reader but the page that they are at.
 */
final class OpenStream implements OpenBody.Author {

    private static final Logger log = LoggerFactory.getLogger(OpenStream.class);

    private final StreamLoops loops;
    private final StreamNews news;
    private final CurrentUser reader;
    private final long signedInUntil;

    /** Where it is in its loop's list; its loop's own affair. */
    int place;

    private @Nullable StreamLoop loop;
    private @Nullable OpenBody body;
    private long cursor;
    private boolean isCursorKnown;
    private boolean isLive;
    private boolean isFlushDue;
    private Iterator<Event> page = Collections.emptyIterator();
    private long pageEnd;
    private @Nullable CompletableFuture<List<Event>> reading;

    /** @param lastSeq seq of the last event the reader has */
    OpenStream(StreamLoops loops, StreamNews news, CurrentUser reader, long lastSeq) {
        this.loops = loops;
        this.news = news;
        this.reader = reader;
        this.signedInUntil = reader.signedInUntil().toEpochMilli();
        this.cursor = lastSeq;
        this.pageEnd = lastSeq;
    }

    UUID userId() {
        return reader.id();
    }

    boolean isOlderThan(long generation) {
        return reader.generation() < generation;
    }

    ByteBuf chunkOf(byte[] frame) {
        return body().chunkOf(frame);
    }

    /** It is in the list before the token is looked at again, so that a ban in this moment is not missed. */
    @Override
    public void onOpen(OpenBody body) {
        this.body = body;
        loop = loops.enter(this, body.eventLoop());
        body.write(body.chunkOf(loops.greeting(cursor)));
        if (news.voidedTokens().include(reader) || loops.isClosing()) {
            end();
        } else {
            catchUp();
        }
    }

    /**
     * Whether it was written. The chunk stays the caller's; what is written shares its bytes. A reader who cannot take it
     * gets it when they can.
     */
    boolean offer(long seq, ByteBuf chunk, long now) {
        if (!isLive || seq <= cursor || endIfExpired(now)) {
            return false;
        }
        if (!hasRoom()) {
            isLive = false;
            news.meters().lagged.increment();
            return false;
        }
        write(chunk);
        cursor = seq;
        return true;
    }

    /** A reader who is busy, or ahead of this node, misses it. */
    void beat(ByteBuf chunk, long now) {
        if (!endIfExpired(now) && isLive && cursor <= loop().position() && body().hasRoom()) {
            write(chunk);
            cursor = loop().position();
        }
    }

    private void write(ByteBuf chunk) {
        body().write(chunk.retainedDuplicate());
        if (loop().isLastOfRound()) {
            flush();
        } else if (!isFlushDue) {
            isFlushDue = true;
            loop().flushLater(this);
        }
    }

    void flushIfDue() {
        if (isFlushDue) {
            flush();
        }
    }

    private void flush() {
        isFlushDue = false;
        body().flush();
    }

    /** What was written in this round may be all that takes the room. */
    private boolean hasRoom() {
        if (!body().hasRoom()) {
            body().flush();
        }
        return body().hasRoom();
    }

    /** Its loop has lost the thread. */
    void fallBehind() {
        isLive = false;
        catchUp();
    }

    @Override
    public void onRoom() {
        catchUp();
    }

    /** A stream that could not go on, and would be silent for good, is cut instead. */
    private void catchUp() {
        try {
            goOn();
        } catch (RuntimeException | OutOfMemoryError failed) {
            log.error("A stream is cut, so that its reader resumes", failed);
            cut();
        }
    }

    /** Until it is live, or has to wait for the channel or for the log. */
    private void goOn() {
        boolean isExpired = endIfExpired(news.clock().millis());
        while (!isExpired && !isLive && reading == null && writePage()) {
            turnPage();
        }
        body().flush();
    }

    /** False when the channel takes no more. */
    private boolean writePage() {
        while (page.hasNext()) {
            if (!hasRoom()) {
                return false;
            }
            Event event = page.next();
            body().write(chunkOf(Frames.of(Signal.of(event))));
            cursor = event.seq();
            news.meters().delivered.increment();
        }
        cursor = Math.max(cursor, pageEnd);
        return true;
    }

    private void turnPage() {
        long head = news.recent().head();
        if (cursor >= loop().position() && (cursor <= head || isCursorKnown)) {
            isLive = true;
        } else {
            List<Event> recent = news.recent().listFor(userId(), cursor, loop().position());
            if (recent == null || cursor > head) {
                readLog();
            } else {
                open(recent, loop().position());
                news.meters().replayedFromMemory.increment();
            }
        }
    }

    /** @param end everything up to there that concerns the reader is on this page, or was before it */
    private void open(List<Event> events, long end) {
        page = events.iterator();
        pageEnd = end;
    }

    private void readLog() {
        long upTo = loop().position();
        CompletableFuture<List<Event>> asked =
                news.log().read(userId(), cursor, upTo).toFuture();
        reading = asked;
        news.meters().replayedFromLog.increment();
        asked.whenComplete((events, error) -> loop().eventLoop().execute(() -> onPage(asked, upTo, events, error)));
    }

    private void onPage(
            CompletableFuture<List<Event>> asked, long upTo, @Nullable List<Event> events, @Nullable Throwable error) {
        if (reading != asked) {
            return; // the stream has ended
        }
        reading = null;
        isCursorKnown = true;
        if (error instanceof CursorLost lost) {
            Event reset = news.log().reset(lost);
            cursor = reset.seq();
            open(List.of(reset), reset.seq());
            catchUp();
        } else if (error != null) {
            log.warn("A stream cannot be resumed now, and is cut: {}", error.toString());
            cut();
        } else {
            List<Event> found = requireNonNull(events);
            open(
                    found,
                    found.size() < EventPages.SIZE
                            ? upTo
                            : found.get(found.size() - 1).seq());
            catchUp();
        }
    }

    /** Not within a round of its loop, which goes through the list that this would change. */
    private boolean endIfExpired(long now) {
        boolean isExpired = now >= signedInUntil;
        if (isExpired) {
            isLive = false;
            loop().eventLoop().execute(this::end);
        }
        return isExpired;
    }

    void cut() {
        isLive = false;
        body().abort();
    }

    /** Says so, where the reader can still hear it. */
    void end() {
        if (body().isOpen() && body().hasRoom()) {
            body().write(chunkOf(Frames.of(Signal.drain())));
        }
        body().end();
    }

    @Override
    public void onEnd() {
        loops.leave(this, loop());
        if (reading != null) {
            reading.cancel(true);
            reading = null;
        }
    }

    private StreamLoop loop() {
        return requireNonNull(loop);
    }

    private OpenBody body() {
        return requireNonNull(body);
    }
}
