package io.fluxmart.notifications;

import io.fluxmart.auth.CurrentUser;
import java.time.Clock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** All that one open stream tells its reader, from the first word to the last. */
@Component
class Signals {

    private final NotificationStream stream;
    private final Heartbeats heartbeats;
    private final NotificationSettings settings;
    private final Clock clock;

    Signals(NotificationStream stream, Heartbeats heartbeats, NotificationSettings settings, Clock clock) {
        this.stream = stream;
        this.heartbeats = heartbeats;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Completes when the node stops. Fails with {@link Inbox.SignedOut} when the token becomes void, or expires, which is
     * noticed at the next heartbeat.
     */
    Flux<Signal> to(CurrentUser reader, long cursor) {
        return Flux.merge(
                        stream.follow(reader, cursor).map(Signal::of),
                        heartbeats.beats().map(beat -> Signal.HEARTBEAT))
                .doOnNext(signal -> requireSignedIn(reader))
                .takeUntilOther(heartbeats.closing())
                .startWith(Signal.opening(cursor, settings.retry()));
    }

    private void requireSignedIn(CurrentUser reader) {
        if (!clock.instant().isBefore(reader.signedInUntil())) {
            throw new Inbox.SignedOut();
        }
    }
}
