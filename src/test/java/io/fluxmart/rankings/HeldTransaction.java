package io.fluxmart.rankings;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Runs statements, and keeps what they locked until it is closed and commits. */
final class HeldTransaction implements AutoCloseable {

    /** The lock by which events go from the outbox to the log, one relay at a time. */
    static final String RELAY_LOCK = "SELECT pg_advisory_xact_lock(" + 0x464c55584d415254L + ")";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sinks.Empty<Void> release = Sinks.empty();
    private final CompletableFuture<Void> holding;

    HeldTransaction(DatabaseClient database, TransactionalOperator transaction, String... statements) {
        Sinks.Empty<Void> held = Sinks.empty();
        holding = transaction
                .transactional(Flux.just(statements)
                        .concatMap(sql -> database.sql(sql).then())
                        .then(Mono.fromRunnable(held::tryEmitEmpty))
                        .then(release.asMono()))
                .toFuture();
        held.asMono().block(PATIENCE);
    }

    @Override
    public void close() {
        release.tryEmitEmpty();
        holding.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
