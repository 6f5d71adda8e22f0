package io.fluxmart.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Holds a product's row, so that orders for it stop half-way until it is let go. */
public final class LockedProduct implements AutoCloseable {

    private final DatabaseClient database;
    private final Sinks.Empty<Void> gate = Sinks.empty();
    private final CompletableFuture<Void> holder;

    public LockedProduct(DatabaseClient database, TransactionalOperator transaction, long product) {
        this.database = database;
        CountDownLatch locked = new CountDownLatch(1);
        Mono<Void> hold = database.sql("SELECT id FROM products WHERE id = :id FOR UPDATE")
                .bind("id", product)
                .then()
                .then(Mono.fromRunnable(locked::countDown))
                .then(gate.asMono());
        holder = transaction.transactional(hold).toFuture();
        try {
            if (!locked.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("The product cannot be locked.");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Until some order waits for the row. */
    public LockedProduct awaitWaiting() {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> waiting() > 0);
        return this;
    }

    private long waiting() {
        return database.sql("""
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR NO KEY UPDATE%'
                        """).map(row -> row.get(0, Long.class)).one().block(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        gate.tryEmitEmpty();
        holder.orTimeout(10, TimeUnit.SECONDS).join();
    }
}
