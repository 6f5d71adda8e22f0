package io.fluxmart.platform.postgres;

import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.problem.Failure;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.analytics.configuration.AnalyticsArgs;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The way to the migrations of PostgreSQL: by the address and the settings that a start would take, without migrating. */
@Component
class MigrationAccess {

    private static final Pattern NAMES_OF_CLASSES = Pattern.compile("([a-z]\\w*\\.)+\\w+(Exception|Error): ");

    private final ObjectProvider<LiquibaseConnectionDetails> address;
    private final ObjectProvider<LiquibaseProperties> settings;
    private final MigrationSession session;
    private final ResourceLoader resources;

    MigrationAccess(
            ObjectProvider<LiquibaseConnectionDetails> address,
            ObjectProvider<LiquibaseProperties> settings,
            MigrationSession session,
            ResourceLoader resources) {
        this.address = address;
        this.settings = settings;
        this.session = session;
        this.resources = resources;
    }

    interface Task<T> {
        T on(Liquibase liquibase) throws LiquibaseException;
    }

    interface Step {
        void on(Liquibase liquibase) throws LiquibaseException;
    }

    /**
     * Under the lock of all nodes.
     *
     * @param done hears of each change that is made or taken back
     */
    void change(Consumer<String> done, Step step) {
        read(liquibase -> {
            session.prepare(liquibase, done);
            session.lock(liquibase);
            step.on(liquibase);
            return true;
        });
    }

    /** Without the lock. */
    <T> T read(Task<T> task) {
        LiquibaseConnectionDetails postgres = address.getIfAvailable(() -> {
            throw new MigrationFailed("Set SPRING_LIQUIBASE_URL to the JDBC address of PostgreSQL.");
        });
        try {
            return Scope.child(quietly(), () -> {
                try (Liquibase liquibase = open(postgres, settings.getObject())) {
                    return task.on(liquibase);
                }
            });
        } catch (Failure ours) {
            throw ours;
        } catch (Exception failed) {
            throw new MigrationFailed(messageOf(failed));
        }
    }

    /** As Spring Boot has it at start: no words on the console, and none to the makers of the library. */
    private static Map<String, Object> quietly() {
        return Map.of(Scope.Attr.ui.name(), new LoggerUIService(), AnalyticsArgs.ENABLED.getKey(), false);
    }

    private Liquibase open(LiquibaseConnectionDetails postgres, LiquibaseProperties settings)
            throws LiquibaseException {
        ResourceAccessor files = new SpringResourceAccessor(resources);
        Database database = DatabaseFactory.getInstance()
                .openDatabase(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword(), null, files);
        if (settings.getDefaultSchema() != null) {
            database.setDefaultSchemaName(settings.getDefaultSchema());
        }
        if (settings.getLiquibaseSchema() != null) {
            database.setLiquibaseSchemaName(settings.getLiquibaseSchema());
        }
        database.setDatabaseChangeLogTableName(settings.getDatabaseChangeLogTable());
        database.setDatabaseChangeLogLockTableName(settings.getDatabaseChangeLogLockTable());
        return new Liquibase(settings.getChangeLog(), files, database);
    }

    /** The outer errors repeat the inner ones, with their classes; the first that says something says all. */
    private static String messageOf(Throwable failed) {
        @Nullable String message = failed.getMessage();
        return message == null
                ? failed.toString()
                : NAMES_OF_CLASSES.matcher(message).replaceAll("");
    }
}
