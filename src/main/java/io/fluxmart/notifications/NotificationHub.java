package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.VoidedTokens;
import io.fluxmart.events.Event;
import io.fluxmart.events.EventFeed;
import io.fluxmart.problem.Unavailable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Hands each event of this node's feed to the open sockets it concerns, and counts all that is open. */
@Component
class NotificationHub implements EventFeed.Listener, VoidedTokens.Listener {

    private static final long NOT_STARTED = -1;

    private final Map<UUID, Set<Inbox>> inboxes = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final NotificationSettings settings;
    private final VoidedTokens voidedTokens;
    private volatile long head = NOT_STARTED;

    NotificationHub(NotificationSettings settings, EventFeed feed, VoidedTokens voidedTokens) {
        this.settings = settings;
        this.voidedTokens = voidedTokens;
        feed.addListener(this);
        voidedTokens.addListener(this);
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

    /** The inbox is there before the token is looked at again, so that a ban in this moment is not missed. */
    Inbox open(CurrentUser owner) {
        Inbox inbox = new Inbox(owner, settings.window());
        inboxes.compute(owner.id(), (id, others) -> {
            Set<Inbox> all = others == null ? ConcurrentHashMap.newKeySet(1) : others;
            all.add(inbox);
            return all;
        });
        enter();
        if (voidedTokens.include(owner)) {
            inbox.signOut();
        }
        return inbox;
    }

    void close(Inbox inbox) {
        inboxes.computeIfPresent(inbox.userId(), (id, all) -> {
            if (all.remove(inbox)) {
                leave();
            }
            return all.isEmpty() ? null : all;
        });
    }

    /** One more stream is open that has no inbox, but takes a place. */
    void enter() {
        open.incrementAndGet();
    }

    void leave() {
        open.decrementAndGet();
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
    public void onVoided(UUID userId, long generation) {
        inboxes.getOrDefault(userId, Set.of()).stream()
                .filter(inbox -> inbox.owner().generation() < generation)
                .forEach(Inbox::signOut);
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
