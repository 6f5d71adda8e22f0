package io.fluxmart.notifications;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One clock for all streams of this node, and the bell that closes them. A reader who cannot take a beat misses it; it
 * never holds up the others. The bell rings before the web server stops, which would otherwise wait for open streams.
 */
@Component
public class Heartbeats implements SmartLifecycle {

    private final NotificationSettings settings;
    private final Sinks.Many<Boolean> beats = Sinks.many().multicast().directBestEffort();
    private volatile Sinks.Empty<Void> closing = Sinks.empty();
    private Disposable clockwork = Disposables.disposed();

    Heartbeats(NotificationSettings settings) {
        this.settings = settings;
    }

    public Flux<Boolean> beats() {
        return beats.asFlux();
    }

    /** Completes when this node is about to stop. */
    public Mono<Void> closing() {
        return closing.asMono();
    }

    @Override
    public void start() {
        closing = Sinks.empty();
        clockwork = Flux.interval(settings.heartbeat()).onBackpressureDrop().subscribe(beat -> beats.tryEmitNext(true));
    }

    @Override
    public void stop() {
        clockwork.dispose();
        closing.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return !clockwork.isDisposed();
    }
}
