package io.fluxmart.notifications;

import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.problem.Unavailable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Hands each event of this node's feed to the open streams it concerns. */
@Component
class NotificationHub implements EventFeed.Listener {

    private static final long NOT_STARTED = -1;

    private final Map<UUID, Set<Inbox>> inboxes = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final NotificationSettings settings;
    private volatile long head = NOT_STARTED;

    NotificationHub(NotificationSettings settings, EventFeed feed) {
        this.settings = settings;
        feed.addListener(this);
    }

    /** Refuses at once when this node cannot take another stream. */
    void requireRoom() {
        if (head == NOT_STARTED) {
            throw new Unavailable("streams_not_ready", "This node has not read the event log yet.");
        }
        if (open.get() >= settings.maxStreams()) {
            throw new Unavailable("too_many_streams", "This node holds as many streams as it can.");
        }
    }

    Inbox open(UUID userId) {
        Inbox inbox = new Inbox(userId, settings.window());
        inboxes.compute(userId, (id, others) -> {
            Set<Inbox> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            all.add(inbox);
            return all;
        });
        open.incrementAndGet();
        return inbox;
    }

    void close(Inbox inbox) {
        inboxes.computeIfPresent(inbox.userId(), (id, all) -> {
            if (all.remove(inbox)) {
                open.decrementAndGet();
            }
            return all.isEmpty() ? null : all;
        });
    }

    /**
     * The last event that was handed out. An inbox that was opened before this was read gets every later one: the head
     * moves before an event is handed out, never after.
     */
    long head() {
        return head;
    }

    int openStreams() {
        return open.get();
    }

    @Override
    public void onStart(long head) {
        this.head = head;
    }

    @Override
    public void onEvent(Event event) {
        head = event.seq();
        if (event.userId() == null) {
            inboxes.values().forEach(all -> all.forEach(inbox -> inbox.offer(event)));
        } else {
            inboxes.getOrDefault(event.userId(), Set.of()).forEach(inbox -> inbox.offer(event));
        }
    }
}
