package io.fluxmart.events;

import io.fluxmart.platform.postgres.Values;
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
 * Where a use case leaves its event, inside its own transaction: both commit or neither does. After the commit
 * this node is told and the relay woken, so that nobody who appends can forget either.
 */
@Component
public class Outbox {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final LocalCommits commits;
    private final OutboxRelay relay;

    Outbox(DatabaseClient database, JsonMapper json, LocalCommits commits, OutboxRelay relay) {
        this.database = database;
        this.json = json;
        this.commits = commits;
        this.relay = relay;
    }

    /** As {@link #append(List)}. */
    public Mono<Void> append(NewEvent... events) {
        return append(List.of(events));
    }

    /** All in one statement, in this order. Fails when there is no transaction to be part of. */
    public Mono<Void> append(List<NewEvent> events) {
        List<Row> rows = events.stream().map(this::row).toList();
        return tellAfterCommit(rows).then(insert(rows));
    }

    private Row row(NewEvent event) {
        return new Row(event, json.writeValueAsString(event.data()));
    }

    private Mono<Void> insert(List<Row> rows) {
        return database.sql("""
                        INSERT INTO outbox (user_id, type, data, occurred_at)
                        SELECT e.user_id, e.type, e.data::json, e.occurred_at
                        FROM unnest(:userIds::uuid[], :types::text[], :data::text[], :times::timestamptz[])
                             WITH ORDINALITY AS e (user_id, type, data, occurred_at, place)
                        ORDER BY e.place
                        """)
                .bind("userIds", rows.stream().map(row -> row.event().userId()).toArray(UUID[]::new))
                .bind("types", rows.stream().map(Row::type).toArray(String[]::new))
                .bind("data", rows.stream().map(Row::data).toArray(String[]::new))
                .bind("times", rows.stream().map(Row::time).toArray(OffsetDateTime[]::new))
                .then();
    }

    private Mono<Void> tellAfterCommit(List<Row> rows) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> tell(rows));
                    }
                }))
                .then();
    }

    private void tell(List<Row> committed) {
        committed.forEach(row -> commits.tell(row.type(), row.data()));
        relay.wake();
    }

    /** @param data JSON */
    private record Row(NewEvent event, String data) {

        String type() {
            return event.type();
        }

        OffsetDateTime time() {
            return Values.time(event.occurredAt());
        }
    }
}
