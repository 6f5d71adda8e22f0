package io.fluxmart.platform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.Customizer;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What every session keeps to that migrates, at start or by command. A change that waits for the lock of a table makes
 * everybody wait who comes after it, so it gives up early. And a process that is killed in the middle of a statement is
 * noticed by the server, which then rolls back and frees the migration lock.
 */
@Component
class MigrationSession implements Customizer<Liquibase> {

    private static final Logger log = LoggerFactory.getLogger(MigrationSession.class);
    private static final int LOOK_FOR_THE_LOCK_EVERY_SECONDS = 1;

    private final PostgresSettings settings;

    MigrationSession(PostgresSettings settings) {
        this.settings = settings;
    }

    /** Of a start, by Spring Boot. */
    @Override
    public void customize(Liquibase liquibase) {
        prepare(liquibase, change -> log.info("PostgreSQL: applied {}.", change));
        lock(liquibase);
    }

    /** @param done hears the name of each change that was applied or undone */
    void prepare(Liquibase liquibase, Consumer<String> done) {
        Database database = liquibase.getDatabase();
        execute(database, "SET client_connection_check_interval = '1s'");
        limitWaitForLocks(database);
        liquibase.setChangeExecListener(new MigrationSteps(this, done));
    }

    /**
     * Waits until no other process migrates. Liquibase takes the lock as well, but only after it has created the table of
     * what was applied, so that of nodes that start together on an empty database all but one would fail. And it waits in
     * a transaction, for whose end CREATE INDEX CONCURRENTLY of the one that migrates would wait in turn.
     */
    void lock(Liquibase liquibase) {
        LockService lock = LockServiceFactory.getInstance().getLockService(liquibase.getDatabase());
        lock.setChangeLogLockRecheckTime(LOOK_FOR_THE_LOCK_EVERY_SECONDS);
        try {
            liquibase.getDatabase().setAutoCommit(true);
            lock.waitForLock();
            liquibase.getDatabase().setAutoCommit(false);
        } catch (LiquibaseException taken) {
            throw new IllegalStateException("Another process has been migrating PostgreSQL for minutes", taken);
        }
    }

    void limitWaitForLocks(Database database) {
        waitForLocks(database, settings.migrationLockTimeout());
    }

    /** For CREATE INDEX CONCURRENTLY, which waits for everybody and holds up nobody. */
    void waitForLocks(Database database) {
        waitForLocks(database, Duration.ZERO);
    }

    private static void waitForLocks(Database database, Duration limit) {
        execute(database, "SET lock_timeout = '" + limit.toMillis() + "ms'");
    }

    /** Committed, because a rollback would take the setting back. */
    private static void execute(Database database, String sql) {
        Connection connection = ((JdbcConnection) database.getConnection()).getUnderlyingConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, failed);
        }
    }
}
