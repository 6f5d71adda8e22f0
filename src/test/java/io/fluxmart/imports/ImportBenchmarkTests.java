package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.intakes.RowByRow;
import io.fluxmart.platform.postgres.Ids;
import io.fluxmart.sources.mongo.MongoSource;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Rows a second, against an import as one would write it first: for each row a look for the e-mail address
 * and an INSERT, one after the other on one connection. The same rows, transformation and rules; rounds in turn after one to
 * warm up.
 */
@Tag("benchmark")
class ImportBenchmarkTests extends ImportDesk {

    private static final int ROWS = 4_000;
    private static final int ROUNDS = 2;
    private static final Duration A_LONG_TIME = Duration.ofMinutes(5);

    @Autowired
    ConnectionFactory connections;

    @Autowired
    Validator validator;

    @Test
    void comparesWithRowByRow() {
        rowsPerSecond(this::batchByBatch, 2_000);
        rowsPerSecond(this::rowByRow, 1_000);
        double batches = 0;
        double rows = 0;
        for (int round = 0; round < ROUNDS; round++) {
            batches += rowsPerSecond(this::batchByBatch, ROWS) / ROUNDS;
            rows += rowsPerSecond(this::rowByRow, ROWS) / ROUNDS;
        }
        System.out.printf(
                "Import of %d users: %.0f rows/s in batches of 100, %.0f rows/s row by row, ratio %.1f%n",
                ROWS, batches, rows, batches / rows);
    }

    private interface Way {
        long migrate(String uri, int rows);
    }

    private double rowsPerSecond(Way way, int rows) {
        String round = tag + Long.toString(ThreadLocalRandom.current().nextLong(1L << 20), 36);
        try (GeneratedUsers users = new GeneratedUsers(rows, round)) {
            long start = System.nanoTime();
            long migrated = way.migrate(users.uri(), rows);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(migrated).isEqualTo(users.expected().migrated());
            database.sql("DELETE FROM users WHERE email LIKE '%@' || :round || '.example.org'")
                    .bind("round", round)
                    .then()
                    .block(A_LONG_TIME);
            return rows / seconds;
        }
    }

    private long batchByBatch(String uri, int rows) {
        MongoSource source = MongoSource.at(uri);
        Import finished = openImport
                .of(MongoSource.nameOf(uri), false, 100)
                .flatMap(found -> runImport.run(found.id(), Ids.next(), source))
                .block(A_LONG_TIME);
        source.close().block(A_LONG_TIME);
        return finished.steps().get(0).migrated();
    }

    private long rowByRow(String uri, int rows) {
        MongoSource source = MongoSource.at(uri);
        long migrated = Mono.usingWhen(
                        connections.create(),
                        connection -> new RowByRow(validator, clientOn(connection)).migrate(source),
                        Connection::close)
                .block(A_LONG_TIME);
        source.close().block(A_LONG_TIME);
        return migrated;
    }

    private DatabaseClient clientOn(Connection connection) {
        return DatabaseClient.create(new SingleConnectionFactory(connection, connections.getMetadata(), true));
    }
}
