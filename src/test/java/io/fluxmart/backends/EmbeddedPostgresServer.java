package io.fluxmart.backends;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A real PostgreSQL, as durable as one that was installed: what is committed is on disk. */
final class EmbeddedPostgresServer implements AutoCloseable {

    private static final String DATABASE = "fluxmart";
    private static final String USER = "postgres";

    private final EmbeddedPostgres server;

    EmbeddedPostgresServer(Path directory) {
        StaleServer.stop(directory.resolve("postmaster.pid"), directory);
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_buffers", "128MB")
                    .start();
            createDatabase();
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start in " + directory, failed);
        }
    }

    private void createDatabase() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("The embedded PostgreSQL has no database " + DATABASE, failed);
        }
    }

    PostgresAddress address() {
        return new PostgresAddress("localhost", server.getPort(), DATABASE, USER, "");
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
