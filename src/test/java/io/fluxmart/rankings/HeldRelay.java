package io.fluxmart.rankings;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Holds the lock by which events go from the outbox to the log: as long as it is open, none does. */
final class HeldRelay implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sinks.Empty<Void> release = Sinks.empty();
    private final CompletableFuture<Void> holding;

    HeldRelay(DatabaseClient database, TransactionalOperator transaction) {
        Sinks.Empty<Void> held = Sinks.empty();
        holding = transaction
                .transactional(database.sql("SELECT pg_advisory_xact_lock(" + 0x464c55584d415254L + ")")
                        .then()
                        .then(Mono.fromRunnable(held::tryEmitEmpty))
                        .then(release.asMono()))
                .toFuture();
        held.asMono().block(PATIENCE);
    }

    @Override
    public void close() {
        release.tryEmitEmpty();
        holding.join();
    }
}
