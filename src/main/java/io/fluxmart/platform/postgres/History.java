package io.fluxmart.platform.postgres;

import io.fluxmart.platform.migrations.Change;
import io.fluxmart.platform.migrations.MigrationFailed;
import io.fluxmart.platform.migrations.Undoing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.exception.LiquibaseException;
import org.jspecify.annotations.Nullable;

/**
 * The changes that this version declares beside those that the database has.
 *
 * @param applied in the order in which they were
 */
record History(List<ChangeSet> declared, List<RanChangeSet> applied) {

    static History of(Liquibase liquibase) throws LiquibaseException {
        return new History(
                liquibase.getDatabaseChangeLog().getChangeSets(),
                liquibase.getDatabase().getRanChangeSetList());
    }

    /** What only the database knows comes last. */
    List<Change> changes() {
        Stream<Change> ours = declared.stream()
                .map(change -> new Change(change.getId(), file(change.getFilePath()), appliedAt(change), true));
        Stream<Change> foreign = applied.stream()
                .filter(ran -> declared(ran).isEmpty())
                .map(ran -> new Change(ran.getId(), file(ran.getChangeLog()), time(ran), false));
        return Stream.concat(ours, foreign).toList();
    }

    /** The newest first. */
    List<Undoing> last(int count) {
        if (count > applied.size()) {
            throw new MigrationFailed("Only " + applied.size() + " changes are applied.");
        }
        return Stream.iterate(applied.size() - 1, i -> i - 1)
                .limit(count)
                .map(i -> undoing(applied.get(i)))
                .toList();
    }

    private Undoing undoing(RanChangeSet ran) {
        ChangeSet change = declared(ran)
                .orElseThrow(() -> new MigrationFailed(
                        ran.getId() + " is not of this version: undo it with the version that brought it."));
        return new Undoing(change.getId(), Rollback.of(change).losses());
    }

    private Optional<ChangeSet> declared(RanChangeSet ran) {
        return declared.stream().filter(ran::isSameAs).findFirst();
    }

    private @Nullable Instant appliedAt(ChangeSet change) {
        return applied.stream()
                .filter(ran -> ran.isSameAs(change))
                .map(History::time)
                .findFirst()
                .orElse(null);
    }

    private static Instant time(RanChangeSet ran) {
        return ran.getDateExecuted().toInstant();
    }

    private static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
