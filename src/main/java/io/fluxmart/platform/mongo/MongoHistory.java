package io.fluxmart.platform.mongo;

import io.fluxmart.platform.migrations.Change;
import io.fluxmart.platform.migrations.MigrationFailed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes that this version declares beside those that MongoDB has.
 *
 * @param applied the newest first
 */
record MongoHistory(List<MongoChange> declared, List<Applied> applied) {

    record Applied(String name, Instant at) {}

    List<Change> changes() {
        Stream<Change> ours =
                declared.stream().map(change -> new Change(change.name(), change.file(), appliedAt(change), true));
        Stream<Change> foreign = applied.stream()
                .filter(done -> declared(done).isEmpty())
                .map(done -> new Change(done.name(), "", done.at(), false));
        return Stream.concat(ours, foreign).toList();
    }

    List<MongoChange> pending() {
        return declared.stream().filter(change -> appliedAt(change) == null).toList();
    }

    List<MongoChange> last(int count) {
        if (count > applied.size()) {
            throw new MigrationFailed("Only " + applied.size() + " changes are applied.");
        }
        return applied.stream().limit(count).map(this::requireDeclared).toList();
    }

    private MongoChange requireDeclared(Applied done) {
        return declared(done)
                .orElseThrow(() -> new MigrationFailed(
                        done.name() + " is not of this version: undo it with the version that brought it."));
    }

    private Optional<MongoChange> declared(Applied done) {
        return declared.stream()
                .filter(change -> change.name().equals(done.name()))
                .findFirst();
    }

    private @Nullable Instant appliedAt(MongoChange change) {
        return applied.stream()
                .filter(done -> done.name().equals(change.name()))
                .map(Applied::at)
                .findFirst()
                .orElse(null);
    }
}
