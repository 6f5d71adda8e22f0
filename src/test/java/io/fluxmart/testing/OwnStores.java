package io.fluxmart.testing;

import io.fluxmart.backends.Backends;
import io.fluxmart.backends.EmbeddedRedisServer;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.FileSystemUtils;

/** Empty databases on the servers that all tests share, and a Redis, for a test that would disturb the others. */
public final class OwnStores implements Backends {

    private final PostgresAddress shared = SharedBackends.postgres();
    private final String database = "own_" + Long.toString(System.nanoTime(), 36);
    private final Path directory;
    private final EmbeddedRedisServer redis;

    public OwnStores() {
        try {
            directory = Files.createTempDirectory("fluxmart-own-");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        redis = new EmbeddedRedisServer(directory);
        execute("CREATE DATABASE " + database);
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(shared.jdbcUrl(), shared.user(), shared.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    @Override
    public PostgresAddress postgres() {
        return new PostgresAddress(shared.host(), shared.port(), database, shared.user(), shared.password());
    }

    public Books books() {
        PostgresAddress own = postgres();
        return new Books(DatabaseClient.create(ConnectionFactories.get(ConnectionFactoryOptions.parse(own.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, own.user())
                .option(ConnectionFactoryOptions.PASSWORD, own.password())
                .build())));
    }

    @Override
    public String mongoUri() {
        return SharedBackends.mongoUri().replaceFirst("(mongodb://[^/]+/)[^?]*", "$1" + database);
    }

    @Override
    public String redisUrl() {
        return redis.url();
    }

    @Override
    public void close() {
        redis.close();
        execute("DROP DATABASE " + database + " WITH (FORCE)");
        FileSystemUtils.deleteRecursively(directory.toFile());
    }
}
