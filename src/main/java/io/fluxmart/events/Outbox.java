package io.fluxmart.events;

import static io.fluxmart.platform.postgres.Values.nullable;
import static io.fluxmart.platform.postgres.Values.time;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a use case leaves its event, inside its own transaction: both commit or neither does. The relay is woken after
 * the commit, so that nobody who appends can forget it.
 */
@Component
public class Outbox {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final OutboxRelay relay;

    Outbox(DatabaseClient database, JsonMapper json, OutboxRelay relay) {
        this.database = database;
        this.json = json;
        this.relay = relay;
    }

    /** Fails when there is no transaction to be part of. */
    public Mono<Void> append(NewEvent event) {
        return wakeRelayAfterCommit().then(insert(event));
    }

    private Mono<Void> insert(NewEvent event) {
        return database.sql("""
                        INSERT INTO outbox (user_id, type, data, occurred_at)
                        VALUES (:userId, :type, :data::json, :occurredAt)
                        """)
                .bind("userId", nullable(event.userId(), UUID.class))
                .bind("type", event.type())
                .bind("data", json.writeValueAsString(event.data()))
                .bind("occurredAt", time(event.occurredAt()))
                .then();
    }

    private Mono<Void> wakeRelayAfterCommit() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(relay::wake);
                    }
                }))
                .then();
    }
}
