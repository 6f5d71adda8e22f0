package io.fluxmart.platform.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Lets a start that migrates wait for PostgreSQL, which may start at the same time and take longer. Whatever will not pass by
 * itself, such as a wrong password, fails the start at once.
 */
@Component
final class PostgresAtStart implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(PostgresAtStart.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ObjectProvider<PostgresSettings> settings;

    PostgresAtStart(ObjectProvider<PostgresSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase migrations && migrations.getDataSource() != null) {
            await(migrations.getDataSource(), settings.getObject().startPatience());
        }
        return bean;
    }

    /** Of the last attempt, the migration itself tells what is wrong. */
    private static void await(DataSource postgres, Duration patience) {
        long begin = System.nanoTime();
        @Nullable SQLException absence = absenceOf(postgres);
        if (absence != null && !patience.isZero()) {
            log.warn("PostgreSQL is not there yet, it is waited for: {}", absence.getMessage());
        }
        while (absence != null && System.nanoTime() - begin < patience.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos()); // the thread of the start, and nobody's event loop
            absence = absenceOf(postgres);
        }
    }

    private static @Nullable SQLException absenceOf(DataSource postgres) {
        try (Connection connection = postgres.getConnection()) {
            return null;
        } catch (SQLException failed) {
            return isNotThereYet(failed) ? failed : null;
        }
    }

    /** Connection exceptions, and "the database system is starting up" (PostgreSQL documentation, appendix A). */
    private static boolean isNotThereYet(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P03"));
    }
}
