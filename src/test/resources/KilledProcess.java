import io.fluxmart.backends.EmbeddedBackends;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * Starts the stores, commits, and dies as by kill -9: no shutdown hook runs. Run from source by EmbeddedBackendsTests; as a
 * class on the test class path it would be a second main class, and spring-boot:test-run takes only one.
 */
final class KilledProcess {

    public static void main(String[] args) throws Exception {
        EmbeddedBackends backends = new EmbeddedBackends(Path.of(args[0]));
        backends.redisUrl();
        var address = backends.postgres();
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS number");
        }
        Runtime.getRuntime().halt(137);
    }
}
