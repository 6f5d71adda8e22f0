package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.Traces;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import reactor.core.publisher.Mono;

/** Makes connections that time their statements and need no validation while they are in use. */
record TimedConnections(ConnectionFactory connections, StatementTimes times, Traces traces)
        implements ConnectionFactory {

    @Override
    public Mono<Connection> create() {
        return Mono.defer(() -> Mono.from(connections.create()))
                .map(connection -> new TimedConnection(connection, times, traces, System::nanoTime).asConnection());
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }
}
