package io.fluxmart.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fluxmart.backends.Backends.PostgresAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code spring-boot:test-run} rests on: data that survive, a start after {@code kill -9}, one owner at a time. */
class EmbeddedBackendsTests {

    @TempDir
    Path directory;

    @Test
    void keepsDataOverARestart() throws Exception {
        try (EmbeddedBackends first = new EmbeddedBackends(directory)) {
            execute(first.postgres(), "CREATE TABLE kept AS SELECT 42 AS number");
        }
        try (EmbeddedBackends second = new EmbeddedBackends(directory)) {
            assertThat(number(second.postgres(), "SELECT number FROM kept")).isEqualTo(42);
            assertThat(number(second.postgres(), "SELECT (current_setting('fsync') = 'on')::int"))
                    .isOne();
            assertThat(number(second.postgres(), "SELECT current_setting('server_version_num')::int / 10000"))
                    .isEqualTo(18);
        }
    }

    @Test
    void startsAgainOnTheServersThatAKilledProcessLeftBehind() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Path.of("src/test/resources/KilledProcess.java").toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        long leftBehind = Long.parseLong(
                Files.readString(directory.resolve("redis/redis.pid")).strip());
        assertThat(ProcessHandle.of(leftBehind))
                .as("Redis outlived its process")
                .isPresent();

        try (EmbeddedBackends again = new EmbeddedBackends(directory)) {
            assertThat(number(again.postgres(), "SELECT number FROM kept")).isEqualTo(42);
            assertThat(again.redisUrl()).startsWith("redis://");
            assertThat(ProcessHandle.of(leftBehind))
                    .as("the old Redis was stopped")
                    .isEmpty();
        }
    }

    @Test
    void belongsToOneProcessAtATime() {
        try (EmbeddedBackends first = new EmbeddedBackends(directory)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> new EmbeddedBackends(directory))
                    .withMessageContaining("Another Fluxmart is running");
            assertThat(first).isNotNull();
        }
        new EmbeddedBackends(directory).close();
    }

    @Test
    void leavesAStrangersProcessAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Path pidFile = Files.writeString(directory.resolve("server.pid"), stranger.pid() + "\n");

            StaleServer.stop(pidFile, directory);

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void findsOutWhetherAPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThat(FreePort.isTaken(taken.getLocalPort())).isTrue();
        }
        assertThat(FreePort.isTaken(FreePort.find())).isFalse();
    }

    private static void execute(PostgresAddress address, String sql) throws Exception {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(PostgresAddress address, String sql) throws Exception {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static Connection connect(PostgresAddress address) throws Exception {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }
}
