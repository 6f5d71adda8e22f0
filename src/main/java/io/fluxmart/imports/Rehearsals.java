package io.fluxmart.imports;

import io.fluxmart.intakes.Rehearsal;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps a connection, and on it a table that only it sees, for as long as a dry run takes. */
@Component
class Rehearsals {

    private final ConnectionFactory connections;

    Rehearsals(ConnectionFactory connections) {
        this.connections = connections;
    }

    Mono<Void> during(Function<Rehearsal, Mono<Void>> dryRun) {
        return Mono.usingWhen(connections.create(), connection -> on(connection, dryRun), Rehearsals::giveBack);
    }

    private Mono<Void> on(Connection connection, Function<Rehearsal, Mono<Void>> dryRun) {
        DatabaseClient session =
                DatabaseClient.create(new SingleConnectionFactory(connection, connections.getMetadata(), true));
        return createTable(session).then(Mono.defer(() -> dryRun.apply(new Rehearsal(session))));
    }

    /** With the constraints that may refuse a row or tell two apart. */
    private static Mono<Void> createTable(DatabaseClient session) {
        return session.sql("""
                        CREATE TEMPORARY TABLE rehearsed_users (
                            id       uuid PRIMARY KEY,
                            email    text NOT NULL UNIQUE CHECK (email = lower(email)),
                            username text NOT NULL)
                        """)
                .then()
                .then(session.sql("CREATE UNIQUE INDEX ON rehearsed_users (lower(username))")
                        .then());
    }

    private static Publisher<Void> giveBack(Connection connection) {
        return Mono.from(connection
                        .createStatement("DROP TABLE IF EXISTS pg_temp.rehearsed_users")
                        .execute())
                .then()
                .onErrorComplete()
                .then(Mono.from(connection.close()));
    }
}
