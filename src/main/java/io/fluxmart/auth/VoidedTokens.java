package io.fluxmart.auth;

import io.fluxmart.credentials.TokenGenerations;
import io.fluxmart.credentials.VoidedGeneration;
import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Knows which access tokens and sessions are void before their time, because an account was closed, barred or given
 * other rights, signed out, or got another password. Each node asks PostgreSQL every other second which accounts have come
 * to that, and keeps them as long as such a token or session could live; so a request is checked against memory, and no
 * message between nodes can be lost (docs/adr/0013).
 */
@Component
public class VoidedTokens implements SmartLifecycle {

    /** Hears of each account whose older tokens have become void, once. Must not block. */
    public interface Listener {

        /** @param generation the first that is still good */
        void onVoided(UUID userId, long generation);
    }

    private static final Logger log = LoggerFactory.getLogger(VoidedTokens.class);

    /** A read that hangs on a broken connection must not silence the node for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** A request that comes before the first read. */
    private static final Duration START_UP = Duration.ofSeconds(2);

    /** Clocks differ. No token or session is accepted that is older than this node's own lifetimes. */
    private static final Duration RESERVE = Duration.ofDays(1);

    private final TokenGenerations tokens;
    private final AuthSettings settings;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> firstRead = Sinks.empty();
    private final Duration memory;
    private final KnownGenerations known;
    private volatile boolean isRead;
    private Disposable reading = Disposables.disposed();

    VoidedTokens(TokenGenerations tokens, AuthSettings settings) {
        this.tokens = tokens;
        this.settings = settings;
        this.memory = settings.longestLifetime().plus(RESERVE);
        this.known = new KnownGenerations(memory);
    }

    /** To be called before this starts, from a constructor. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Whether this user's token or session is void by now. */
    public boolean include(CurrentUser user) {
        return user.generation() < known.of(user.id());
    }

    /** As {@link #include}, but waits for the first read; {@link Unavailable} when that takes too long. */
    public Mono<Boolean> knowinglyInclude(CurrentUser user) {
        return isRead ? Mono.just(include(user)) : awaitFirstRead().then(Mono.fromSupplier(() -> include(user)));
    }

    private Mono<Void> awaitFirstRead() {
        return firstRead
                .asMono()
                .timeout(START_UP, Mono.error(() -> new Unavailable("starting", "This node has only just started.")));
    }

    private Mono<Void> read() {
        return tokens.listVoided(known.readFrom(), memory)
                .timeout(PATIENCE)
                .doOnNext(this::take)
                .doOnError(error -> log.warn("Voided tokens are asked for again later: {}", error.toString()))
                .onErrorComplete()
                .then();
    }

    private void take(List<VoidedGeneration> reading) {
        List<VoidedGeneration> news = known.take(reading);
        isRead = true;
        firstRead.tryEmitEmpty();
        news.forEach(voided -> listeners.forEach(listener -> tell(listener, voided)));
    }

    /** What one listener does wrong must not keep it from the next, nor from hearing of the next user. */
    private static void tell(Listener listener, VoidedGeneration voided) {
        try {
            listener.onVoided(voided.userId(), voided.generation());
        } catch (RuntimeException failed) {
            log.error("A listener failed on the voided tokens of {}", voided.userId(), failed);
        }
    }

    @Override
    public void start() {
        reading = Mono.defer(this::read)
                .repeatWhen(rounds -> rounds.delayElements(settings.voidedTokensInterval()))
                .subscribe();
    }

    @Override
    public void stop() {
        reading.dispose();
    }

    @Override
    public boolean isRunning() {
        return !reading.isDisposed();
    }

    /** Starts before the web server. */
    @Override
    public int getPhase() {
        return 0;
    }
}
