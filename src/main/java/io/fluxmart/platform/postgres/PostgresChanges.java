package io.fluxmart.platform.postgres;

import io.fluxmart.platform.migrations.Change;
import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.platform.migrations.Undoing;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.FastCheckService;
import liquibase.exception.LiquibaseException;
import org.springframework.stereotype.Component;

/**
 * Tells, makes and takes back the changes of PostgreSQL's schema that {@code db/changelog} holds. Everything here blocks:
 * it is for the thread of a command, never for an event loop. A start migrates by itself, through Spring Boot.
 */
@Component
public class PostgresChanges {

    private static final Contexts ANY = new Contexts();
    private static final LabelExpression ALL = new LabelExpression();

    private final MigrationAccess access;

    PostgresChanges(MigrationAccess access) {
        this.access = access;
    }

    /** In the order in which they are applied; changes nothing, not even an empty database. */
    public List<Change> status() {
        return access.read(liquibase -> History.of(liquibase).changes());
    }

    /**
     * Applies what is pending, one transaction each, under the lock of all nodes.
     *
     * @param done hears of each
     * @throws MigrationFailed at the first that cannot be applied
     */
    public void up(Consumer<String> done) {
        access.change(done, liquibase -> {
            forgetThatNothingWasPending();
            liquibase.update(ANY, ALL);
        });
    }

    /** The library keeps for as long as the process lives that an address is up to date; something may have been undone. */
    private static void forgetThatNothingWasPending() {
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
    }

    /** The SQL of {@link #up}, with the records that it would make of itself. */
    public String upSql() {
        return access.read(liquibase -> {
            StringWriter sql = new StringWriter();
            liquibase.updateSql(ANY, ALL, sql);
            return sql.toString();
        });
    }

    /**
     * What {@link #undo} would take back, the newest first.
     *
     * @throws MigrationFailed when there are fewer, or when this version does not know them
     */
    public List<Undoing> lastApplied(int count) {
        return access.read(liquibase -> History.of(liquibase).last(count));
    }

    /**
     * Takes back exactly these, one transaction each. A node that starts applies them again.
     *
     * @param agreed as {@link #lastApplied} had them
     * @param done hears of each
     * @throws MigrationFailed when they are not the last ones any more; nothing is undone then
     */
    public void undo(List<Undoing> agreed, Consumer<String> done) {
        access.change(done, liquibase -> {
            requireUnchanged(agreed, liquibase);
            liquibase.rollback(agreed.size(), ANY, ALL);
        });
    }

    /** The SQL of {@link #undo}. */
    public String undoSql(List<Undoing> agreed) {
        return access.read(liquibase -> {
            StringWriter sql = new StringWriter();
            liquibase.rollback(agreed.size(), ANY, ALL, sql);
            return sql.toString();
        });
    }

    private static void requireUnchanged(List<Undoing> agreed, Liquibase liquibase) throws LiquibaseException {
        if (!History.of(liquibase).last(agreed.size()).equals(agreed)) {
            throw new MigrationFailed("Nothing was undone, because somebody else is changing the schema.");
        }
    }
}
