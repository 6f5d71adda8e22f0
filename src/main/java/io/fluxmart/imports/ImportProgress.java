package io.fluxmart.imports;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.auth.VoidedTokens;
import io.fluxmart.notifications.Heartbeats;
import io.fluxmart.notifications.NotificationSettings;
import io.fluxmart.notifications.Signal;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells how an import goes on, until it ends. Any node may run it, so its record is read again and again; whoever reads
 * slowly gets the latest of it.
 */
@Component
class ImportProgress {

    /** The reader's token has become void, or has expired. */
    private static final class SignedOut extends RuntimeException {

        SignedOut() {
            super("The reader was signed out", null, false, false);
        }
    }

    private static final Logger log = LoggerFactory.getLogger(ImportProgress.class);
    private static final String PROGRESS = "import.progress";

    private final ImportStore imports;
    private final ImportNodeSettings settings;
    private final NotificationSettings streams;
    private final Heartbeats heartbeats;
    private final VoidedTokens voidedTokens;
    private final JsonMapper json;
    private final Clock clock;

    ImportProgress(
            ImportStore imports,
            ImportNodeSettings settings,
            NotificationSettings streams,
            Heartbeats heartbeats,
            VoidedTokens voidedTokens,
            JsonMapper json,
            Clock clock) {
        this.imports = imports;
        this.settings = settings;
        this.streams = streams;
        this.heartbeats = heartbeats;
        this.voidedTokens = voidedTokens;
        this.json = json;
        this.clock = clock;
    }

    /** Begins with how it stands; completes behind its end, when the reader is signed out, and when the node stops. */
    Flux<Signal> of(UUID importId, CurrentUser reader) {
        return Flux.merge(
                        changes(importId, reader).map(this::signal),
                        heartbeats.beats().map(beat -> Signal.HEARTBEAT))
                .takeUntilOther(heartbeats.closing())
                .concatWith(Mono.fromSupplier(Signal::drain))
                .takeUntil(ImportProgress::isLast)
                .onErrorComplete(SignedOut.class)
                .startWith(Signal.opening(streams.retry()));
    }

    /** Asks whether the reader reads or not: a statement that waited for them would keep its connection. */
    private Flux<Import> changes(UUID importId, CurrentUser reader) {
        return Mono.defer(() -> read(importId, reader))
                .repeatWhen(rounds -> rounds.delayElements(settings.progressInterval()))
                .distinctUntilChanged()
                .takeUntil(ImportProgress::hasEnded)
                .onBackpressureLatest();
    }

    private Mono<Import> read(UUID importId, CurrentUser reader) {
        return isSignedIn(reader)
                ? imports.find(importId).onErrorResume(ImportProgress::askAgain)
                : Mono.error(SignedOut::new);
    }

    private static Mono<Import> askAgain(Throwable error) {
        log.debug("The progress of an import is asked for again: {}", error.toString());
        return Mono.empty();
    }

    private boolean isSignedIn(CurrentUser reader) {
        return !voidedTokens.include(reader) && clock.instant().isBefore(reader.signedInUntil());
    }

    private Signal signal(Import now) {
        String event = hasEnded(now) ? "import." + now.status().word() : PROGRESS;
        return Signal.event(null, event, json.writeValueAsString(now));
    }

    private static boolean hasEnded(Import now) {
        return now.finishedAt() != null;
    }

    private static boolean isLast(Signal signal) {
        return signal.kind() == Signal.Kind.EVENT && !signal.event().equals(PROGRESS);
    }
}
