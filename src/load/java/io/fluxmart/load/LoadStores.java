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
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.FileSystemUtils;

/** The stores under load: those that the environment names, as for the service, and else new ones of our own. */
public final class LoadStores implements AutoCloseable {

    private static final @Nullable String NAMED = System.getenv("SPRING_R2DBC_URL");

    private static final String OWN = "";

    private final @Nullable EmbeddedBackends embedded;
    private final PostgresAddress postgres;
    private final String copy;

    private LoadStores(@Nullable EmbeddedBackends embedded, PostgresAddress postgres, String copy) {
        this.embedded = embedded;
        this.postgres = postgres;
        this.copy = copy;
    }

    /** @param directory of embedded stores; what an earlier run left in it goes */
    public static LoadStores open(Path directory) {
        if (NAMED != null) {
            return new LoadStores(null, PostgresAddress.named(NAMED), OWN);
        }
        stopServersOf(directory);
        FileSystemUtils.deleteRecursively(directory.toFile());
        EmbeddedBackends embedded = new EmbeddedBackends(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
        return new LoadStores(embedded, embedded.postgres(), OWN);
    }

    /**
     * The same rows in a database of its own on the same server, and nothing of ours in Redis and MongoDB: whoever works on
     * them is not disturbed by what others leave behind. Named stores are shared.
     *
     * @param number from 1, another one for each copy
     */
    public LoadStores copy(int number) {
        if (embedded == null) {
            return this;
        }
        String name = postgres.database() + "_" + number;
        PostgresAddress there =
                new PostgresAddress(postgres.host(), postgres.port(), name, postgres.user(), postgres.password());
        Awaitility.await("nobody is connected to the database that is copied")
                .ignoreExceptions()
                .until(() -> makeCopy(name));
        return new LoadStores(embedded, there, String.valueOf(number));
    }

    private boolean makeCopy(String name) {
        PostgresAddress maintenance = new PostgresAddress(
                postgres.host(), postgres.port(), "template1", postgres.user(), postgres.password());
        new Books(DatabaseClient.create(connections(maintenance)))
                .run("CREATE DATABASE %s TEMPLATE %s".formatted(name, postgres.database()), Map.of());
        return true;
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
        names.put("SPRING_MONGODB_URI", embedded.mongoUri() + copy);
        names.put("SPRING_DATA_REDIS_URL", redisUrl());
        return names;
    }

    public String redisUrl() {
        return embedded == null ? System.getenv("SPRING_DATA_REDIS_URL") : embedded.redisUrl() + "/" + copy;
    }

    public ConnectionFactory connections() {
        return connections(postgres);
    }

    private static ConnectionFactory connections(PostgresAddress postgres) {
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
