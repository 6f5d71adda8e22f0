package io.fluxmart.notifications;

import static reactor.core.publisher.Sinks.EmitResult.FAIL_OVERFLOW;
import static reactor.core.publisher.Sinks.EmitResult.FAIL_ZERO_SUBSCRIBER;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Event;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** What waits for one open stream: a bounded window of events. The reader that lets it overflow loses only its place. */
final class Inbox {

    /** The window was too small for this reader; everything in it has been delivered. */
    static final class Overflow extends RuntimeException {

        Overflow() {
            super("The reader is too slow for its window", null, false, false);
        }
    }

    /** The reader's token has become void. */
    static final class SignedOut extends RuntimeException {

        SignedOut() {
            super("The reader was signed out", null, false, false);
        }
    }

    private final CurrentUser owner;
    private final Sinks.Many<Event> events;
    private final Sinks.Empty<Void> signOut = Sinks.empty();

    Inbox(CurrentUser owner, int window) {
        this.owner = owner;
        events = Sinks.many()
                .unicast()
                .onBackpressureBuffer(Queues.<Event>get(window).get());
    }

    CurrentUser owner() {
        return owner;
    }

    UUID userId() {
        return owner.id();
    }

    /** Ends the stream at once, whatever still waits in here. */
    void signOut() {
        signOut.tryEmitError(new SignedOut());
    }

    /** Fails with {@link SignedOut} when the reader is no longer signed in; until then it is silent. */
    Mono<Void> signedOut() {
        return signOut.asMono();
    }

    /**
     * Called by the feed only, one event at a time. Never waits. A full window is reported in one of two ways, by
     * whether the reader has got to it yet or is still replaying.
     */
    void offer(Event event) {
        Sinks.EmitResult result = events.tryEmitNext(event);
        if (result == FAIL_OVERFLOW || result == FAIL_ZERO_SUBSCRIBER) {
            events.tryEmitError(new Overflow());
        }
    }

    Flux<Event> events() {
        return events.asFlux();
    }
}
