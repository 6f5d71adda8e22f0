package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Event;
import io.fluxmart.events.EventLog;
import io.fluxmart.notifications.EventPages.CursorLost;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One reader's events without gap, duplicate or reordering: first what the log holds behind their cursor, then what the
 * hub hands out. The inbox is opened before the log is read, so that nothing falls between the two; the cursor sorts out
 * what comes twice. A reader who is too slow for their inbox goes back to the log.
 */
@Component
class NotificationStream {

    private final NotificationHub hub;
    private final EventPages pages;

    NotificationStream(NotificationHub hub, EventLog log, Clock clock) {
        this.hub = hub;
        this.pages = new EventPages(log, clock);
    }

    /**
     * Fails with {@link Inbox.SignedOut} when the reader's token becomes void.
     *
     * @param lastSeq seq of the last event the reader has
     */
    Flux<Event> follow(CurrentUser reader, long lastSeq) {
        return Flux.defer(() -> {
            AtomicLong cursor = new AtomicLong(lastSeq);
            return Flux.defer(() -> resume(reader, cursor))
                    .doOnNext(event -> cursor.set(event.seq()))
                    .retryWhen(Retry.indefinitely().filter(Inbox.Overflow.class::isInstance));
        });
    }

    private Flux<Event> resume(CurrentUser reader, AtomicLong cursor) {
        return Flux.using(
                () -> hub.open(reader),
                inbox -> replayThenLive(inbox, cursor).takeUntilOther(inbox.signedOut()),
                hub::close);
    }

    private Flux<Event> replayThenLive(Inbox inbox, AtomicLong cursor) {
        long head = hub.head();
        Flux<Event> live = inbox.events().filter(event -> event.seq() > cursor.get());
        return cursor.get() == head
                ? live
                : catchUp(inbox.userId(), cursor, head).concatWith(live);
    }

    private Flux<Event> catchUp(UUID userId, AtomicLong cursor, long head) {
        return replay(userId, cursor.get(), head)
                .concatWith(passOver(cursor, head))
                .onErrorResume(CursorLost.class, lost -> Mono.just(pages.reset(lost)));
    }

    private Flux<Event> replay(UUID userId, long after, long head) {
        return pages.read(userId, after, head)
                .expand(page -> nextPage(userId, page, head))
                .concatMapIterable(page -> page, 1);
    }

    private Mono<List<Event>> nextPage(UUID userId, List<Event> page, long head) {
        return page.size() < EventPages.SIZE
                ? Mono.empty()
                : pages.read(userId, page.get(EventPages.SIZE - 1).seq(), head);
    }

    /** Everything up to the head has been delivered, or was not for this reader. */
    private static Mono<Event> passOver(AtomicLong cursor, long head) {
        return Mono.fromRunnable(() -> cursor.accumulateAndGet(head, Math::max));
    }
}
