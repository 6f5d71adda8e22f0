package io.fluxmart.load;

import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.backends.EmbeddedBackends;
import io.fluxmart.testing.Books;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.FileSystemUtils;

/** The stores under load: those that the environment names, as for the service, and else new ones of our own. */
public final class LoadStores implements AutoCloseable {

    private static final @Nullable String NAMED = System.getenv("SPRING_R2DBC_URL");

    private final @Nullable EmbeddedBackends embedded;
    private final PostgresAddress postgres;

    private LoadStores(@Nullable EmbeddedBackends embedded, PostgresAddress postgres) {
        this.embedded = embedded;
        this.postgres = postgres;
    }

    /** @param directory of embedded stores; what an earlier run left in it goes */
    public static LoadStores open(Path directory) {
        if (NAMED != null) {
            return new LoadStores(null, PostgresAddress.named(NAMED));
        }
        stopServersOf(directory);
        FileSystemUtils.deleteRecursively(directory.toFile());
        EmbeddedBackends embedded = new EmbeddedBackends(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
        return new LoadStores(embedded, embedded.postgres());
    }

    /** Those that outlived a run that was killed: whoever takes over their data stops them, and nobody else can find them. */
    private static void stopServersOf(Path directory) {
        if (Files.exists(directory.resolve("postgres/postmaster.pid"))) {
            try (EmbeddedBackends leftBehind = new EmbeddedBackends(directory)) {
                leftBehind.postgres();
                leftBehind.redisUrl();
            }
        }
    }

    public static boolean areNamed() {
        return NAMED != null;
    }

    public PostgresAddress postgres() {
        return postgres;
    }

    /** By which a node finds them; nothing where it inherits the names from us. */
    public Map<String, String> environment() {
        if (embedded == null) {
            return Map.of();
        }
        Map<String, String> names = new HashMap<>();
        names.put("SPRING_R2DBC_URL", postgres.r2dbcUrl());
        names.put("SPRING_R2DBC_USERNAME", postgres.user());
        names.put("SPRING_R2DBC_PASSWORD", postgres.password());
        names.put("SPRING_LIQUIBASE_URL", postgres.jdbcUrl());
        names.put("SPRING_LIQUIBASE_USER", postgres.user());
        names.put("SPRING_LIQUIBASE_PASSWORD", postgres.password());
        names.put("SPRING_MONGODB_URI", embedded.mongoUri());
        names.put("SPRING_DATA_REDIS_URL", embedded.redisUrl());
        return names;
    }

    public String redisUrl() {
        return embedded == null ? System.getenv("SPRING_DATA_REDIS_URL") : embedded.redisUrl();
    }

    public ConnectionFactory connections() {
        return ConnectionFactories.get(ConnectionFactoryOptions.parse(postgres.r2dbcUrl())
                .mutate()
                .option(ConnectionFactoryOptions.USER, postgres.user())
                .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
                .build());
    }

    public Books books() {
        return new Books(DatabaseClient.create(connections()));
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
