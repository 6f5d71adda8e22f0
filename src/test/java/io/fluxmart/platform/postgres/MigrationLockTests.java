package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.blagerweij.sessionlock.PGLockService;
import io.fluxmart.backends.Backends.PostgresAddress;
import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.testing.OwnDatabase;
import io.fluxmart.testing.TcpProxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import liquibase.lockservice.LockServiceFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** F26: nodes that start together, and those that are killed while they migrate. */
class MigrationLockTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SLEEPING = "classpath:/migrations/sleeping.sql";
    private static final String MIGRATING =
            "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep(seconds)%'"
                    + " AND state = 'active' AND pid <> pg_backend_pid()";

    private final OwnDatabase database = new OwnDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void isHeldByTheSessionAndByNothingThatOutlivesIt() {
        bench(SLEEPING)
                .withAccess(access -> access.change(
                        change -> {},
                        liquibase -> assertThat(
                                        LockServiceFactory.getInstance().getLockService(liquibase.getDatabase()))
                                .isInstanceOf(PGLockService.class)));
    }

    /** Of a node that was killed under a version that took it. */
    @Test
    void startsInSpiteOfALockThatWasLeftInTheTable() {
        naps(0);
        database.run("""
                CREATE TABLE databasechangeloglock (id integer PRIMARY KEY, locked boolean NOT NULL,
                    lockgranted timestamp, lockedby varchar(255))
                """);
        database.run("INSERT INTO databasechangeloglock VALUES (1, true, now(), 'a node that was killed')");

        bench(SLEEPING).start();

        assertThat(applied()).isEqualTo("3");
    }

    @Test
    void letsNodesThatStartTogetherTakeTurns() {
        naps(1);
        MigrationBench bench = bench(SLEEPING);

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(bench::start),
                        CompletableFuture.runAsync(bench::start),
                        CompletableFuture.runAsync(bench::start))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();

        assertThat(applied()).isEqualTo("3");
        assertThat(database.text("SELECT count(*) FROM half")).isEqualTo("1");
    }

    @Test
    void rollsBackTheChangeInWhichItsSessionDiesAndResumesThere() {
        naps(600);
        MigrationBench bench = bench(SLEEPING);
        CompletableFuture<Void> killed = CompletableFuture.runAsync(bench::start);
        await().atMost(PATIENCE)
                .until(() -> database.text("SELECT count(*) " + MIGRATING).equals("1"));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(bench::start);

        database.run("UPDATE naps SET seconds = 0");
        database.run("SELECT pg_terminate_backend(pid) " + MIGRATING);

        assertThatExceptionOfType(CompletionException.class).isThrownBy(killed::join);
        waiting.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        assertThat(applied())
                .as("the one that waited goes on where the other died")
                .isEqualTo("3");
        assertThat(database.text("SELECT count(*) FROM half")).isEqualTo("1");
    }

    /** A process that is killed says no goodbye; the server notices that nobody is there any more, statement or not. */
    @Test
    void freesTheLockOfAProcessThatIsGoneInTheMiddleOfAStatement() throws Exception {
        naps(600);
        PostgresAddress direct = database.address();
        try (TcpProxy network = new TcpProxy(direct.host(), direct.port())) {
            PostgresAddress proxied = new PostgresAddress(
                    "localhost", network.port(), direct.database(), direct.user(), direct.password());
            CompletableFuture<Void> gone = CompletableFuture.runAsync(bench(proxied, SLEEPING)::start);
            await().atMost(PATIENCE)
                    .until(() -> database.text("SELECT count(*) " + MIGRATING).equals("1"));

            network.cut();

            assertThatExceptionOfType(CompletionException.class).isThrownBy(gone::join);
            await().atMost(PATIENCE)
                    .until(() -> database.text("SELECT count(*) " + MIGRATING).equals("0"));
        }
        assertThat(applied()).isEqualTo("1");
        assertThat(database.text("SELECT to_regclass('half')")).isNull();
        database.run("UPDATE naps SET seconds = 0");
        bench(SLEEPING).start();
        assertThat(applied()).isEqualTo("3");
    }

    /** An index that is built beside the traffic is no transaction; cut short, it stays behind and serves nobody. */
    @Test
    void buildsAnIndexAgainThatWasCutShort() {
        naps(0);
        bench(SLEEPING).start();
        database.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'naps_idx'::regclass");
        database.run("DELETE FROM databasechangelog WHERE id = '202601010002-index'");

        bench(SLEEPING).start();

        assertThat(database.text("SELECT indisvalid FROM pg_index WHERE indexrelid = 'naps_idx'::regclass"))
                .isEqualTo("t");
    }

    /** Whoever waits for the lock of a table makes everybody wait who comes after. */
    @Test
    void givesUpWaitingForALockedTableAndSaysSo() throws Exception {
        database.run("CREATE TABLE busy (id integer)");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE busy IN ACCESS SHARE MODE");

            assertThatThrownBy(() -> bench("classpath:/migrations/busy.sql").start())
                    .hasStackTraceContaining("canceling statement due to lock timeout");
            bench("classpath:/migrations/busy.sql")
                    .with(migrations -> assertThatExceptionOfType(MigrationFailed.class)
                            .isThrownBy(() -> migrations.up(change -> {}))
                            .withMessageContaining("202601010000-busy")
                            .withMessageContaining("canceling statement due to lock timeout"));
        }
        bench("classpath:/migrations/busy.sql").start();
        assertThat(applied()).isEqualTo("1");
    }

    private MigrationBench bench(String changeLog) {
        return bench(database.address(), changeLog);
    }

    private static MigrationBench bench(PostgresAddress address, String changeLog) {
        return new MigrationBench(address, changeLog, "fluxmart.postgres.migration-lock-timeout=300ms");
    }

    private void naps(int seconds) {
        database.run("CREATE TABLE naps AS SELECT " + seconds + " AS seconds");
    }

    private String applied() {
        return database.text("SELECT count(*) FROM databasechangelog");
    }
}
