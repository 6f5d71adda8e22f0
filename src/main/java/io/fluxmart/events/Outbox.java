package io.fluxmart.events;

import static io.fluxmart.platform.postgres.Values.time;

import java.time.OffsetDateTime;
import java.util.List;
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

    /** All in one statement. Fails when there is no transaction to be part of. */
    public Mono<Void> append(NewEvent... events) {
        return wakeRelayAfterCommit().then(insert(List.of(events)));
    }

    private Mono<Void> insert(List<NewEvent> events) {
        return database.sql("""
                        INSERT INTO outbox (user_id, type, data, occurred_at)
                        SELECT e.user_id, e.type, e.data::json, e.occurred_at
                        FROM unnest(:userIds::uuid[], :types::text[], :data::text[], :times::timestamptz[])
                             WITH ORDINALITY AS e (user_id, type, data, occurred_at, place)
                        ORDER BY e.place
                        """)
                .bind("userIds", events.stream().map(NewEvent::userId).toArray(UUID[]::new))
                .bind("types", events.stream().map(NewEvent::type).toArray(String[]::new))
                .bind("data", events.stream().map(this::dataOf).toArray(String[]::new))
                .bind("times", events.stream().map(Outbox::timeOf).toArray(OffsetDateTime[]::new))
                .then();
    }

    private String dataOf(NewEvent event) {
        return json.writeValueAsString(event.data());
    }

    private static OffsetDateTime timeOf(NewEvent event) {
        return time(event.occurredAt());
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
