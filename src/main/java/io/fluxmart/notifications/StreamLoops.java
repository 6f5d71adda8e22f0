package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.VoidedTokens;
import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.events.EventLog;
import io.fluxmart.events.RecentEvents;
import io.fluxmart.platform.streams.OpenBody;
import io.fluxmart.problem.Unavailable;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** All streams of server-sent events that are open on this node, by event loop. Tells the loops; they tell the streams. */
@Component
class StreamLoops implements EventFeed.Listener, VoidedTokens.Listener, SmartLifecycle {

    private final Map<EventLoop, StreamLoop> loops = new ConcurrentHashMap<>();
    private final RecentEvents recent;
    private final NotificationHub hub;
    private final Heartbeats heartbeats;
    private final NotificationSettings settings;
    private final StreamNews news;
    private volatile boolean isClosing;
    private Disposable beats = Disposables.disposed();

    StreamLoops(
            NotificationHub hub,
            Heartbeats heartbeats,
            NotificationSettings settings,
            EventFeed feed,
            EventLog log,
            VoidedTokens voidedTokens,
            StreamMeters meters,
            Clock clock) {
        this.hub = hub;
        this.heartbeats = heartbeats;
        this.settings = settings;
        this.recent = feed.recent();
        this.news = new StreamNews(recent, new EventPages(log, clock), voidedTokens, meters, clock);
        feed.addListener(this);
        voidedTokens.addListener(this);
    }

    /** Refuses at once when this node cannot take another stream. */
    void requireRoom() {
        if (!recent.isStarted()) {
            throw new Unavailable("streams_not_ready", "This node has not read the event log yet.");
        }
        hub.requireRoom();
    }

    /** Where a stream without a cursor begins. */
    long head() {
        return recent.head();
    }

    /** @param lastSeq seq of the last event the reader has */
    OpenBody.Author streamTo(CurrentUser reader, long lastSeq) {
        return new OpenStream(this, news, reader, lastSeq);
    }

    StreamLoop enter(OpenStream stream, EventLoop eventLoop) {
        StreamLoop loop = loops.computeIfAbsent(eventLoop, key -> new StreamLoop(key, news));
        loop.add(stream);
        hub.enter();
        return loop;
    }

    void leave(OpenStream stream, StreamLoop loop) {
        loop.remove(stream);
        hub.leave();
    }

    /** No stream is open, nor half gone. */
    boolean isIdle() {
        return loops.values().stream().allMatch(StreamLoop::isIdle);
    }

    byte[] greeting(long cursor) {
        return Frames.of(Signal.opening(cursor, settings.retry()));
    }

    boolean isClosing() {
        return isClosing;
    }

    @Override
    public void onStart(long head) {}

    @Override
    public void onEvent(Event event) {
        loops.values().forEach(StreamLoop::wake);
    }

    @Override
    public void onVoided(UUID userId, long generation) {
        onEachLoop(loop -> loop.signOut(userId, generation));
    }

    private void onEachLoop(Consumer<StreamLoop> action) {
        loops.values().forEach(loop -> loop.eventLoop().execute(() -> action.accept(loop)));
    }

    @Override
    public void start() {
        isClosing = false;
        beats = heartbeats.beats().subscribe(beat -> onEachLoop(StreamLoop::beat));
    }

    /** Before the web server stops, which would otherwise wait for open streams. */
    @Override
    public void stop() {
        beats.dispose();
        isClosing = true;
        onEachLoop(StreamLoop::endAll);
    }

    @Override
    public boolean isRunning() {
        return !beats.isDisposed();
    }
}
