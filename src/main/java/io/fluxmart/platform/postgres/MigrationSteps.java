package io.fluxmart.platform.postgres;

import java.util.function.Consumer;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/** Goes along with the changes: sets how long each may wait for locks, and tells which are done. */
final class MigrationSteps extends AbstractChangeExecListener {

    private final MigrationSession session;
    private final Consumer<String> done;

    MigrationSteps(MigrationSession session, Consumer<String> done) {
        this.session = session;
        this.done = done;
    }

    @Override
    public void willRun(ChangeSet change, DatabaseChangeLog changeLog, Database database, RunStatus status) {
        limitWait(change, database);
    }

    @Override
    public void willRollback(ChangeSet change, DatabaseChangeLog changeLog, Database database) {
        limitWait(change, database);
    }

    private void limitWait(ChangeSet change, Database database) {
        if (change.isRunInTransaction()) {
            session.limitWaitForLocks(database);
        } else {
            session.waitForLocks(database);
        }
    }

    @Override
    public void ran(ChangeSet change, DatabaseChangeLog changeLog, Database database, ExecType type) {
        done.accept(change.getId());
    }

    @Override
    public void rolledBack(ChangeSet change, DatabaseChangeLog changeLog, Database database) {
        done.accept(change.getId());
    }
}
