package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.OwnDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** R67: each change goes up, down and up again on a database with rows, one by one and all together. */
class SchemaRoundTripTests {

    private static final Path ROWS = Path.of("src/test/resources/migrations/rows.sql");
    private static final Pattern SECTION = Pattern.compile("^-- after (\\S+)$\\R", Pattern.MULTILINE);
    private static final Contexts ANY = new Contexts();
    private static final LabelExpression ALL = new LabelExpression();

    /** Others may use it, and it may have been there before us. */
    private static final String STAYS = "extension pg_trgm";

    private final OwnDatabase database = new OwnDatabase();
    private final MigrationBench bench = new MigrationBench(database.address(), MigrationBench.OURS);

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void leavesTheSameSchemaBehindWhicheverWayItWent() {
        bench.withAccess(access -> {
            List<ChangeSet> changes =
                    access.read(liquibase -> liquibase.getDatabaseChangeLog().getChangeSets());
            Map<String, String> rows = rows();
            assertThat(changes).extracting(ChangeSet::getId).containsAll(rows.keySet());

            changes.forEach(change -> goUpDownAndUp(change, rows.getOrDefault(change.getId(), "SELECT 1"), access));
            List<String> whole = SchemaPicture.of(database);
            assertThat(tables())
                    .allSatisfy(table -> assertThat(database.text("SELECT count(*) FROM " + table))
                            .as("rows of %s, from rows.sql", table)
                            .isNotEqualTo("0"));

            access.change(change -> {}, liquibase -> liquibase.rollback(changes.size(), ANY, ALL));
            assertThat(SchemaPicture.of(database)).containsExactly(STAYS);

            access.change(change -> {}, liquibase -> liquibase.update(ANY, ALL));
            assertThat(SchemaPicture.of(database)).isEqualTo(whole);

            bench.start();
            assertThat(database.text("SELECT count(*) FROM databasechangelog"))
                    .as("a start knows what a command did, by the same names")
                    .isEqualTo(String.valueOf(changes.size()));
        });
    }

    private void goUpDownAndUp(ChangeSet change, String rows, MigrationAccess access) {
        List<String> before = SchemaPicture.of(database);
        access.change(done -> {}, liquibase -> liquibase.update(1, ANY, ALL));
        List<String> after = SchemaPicture.of(database);
        database.run(rows);

        access.change(done -> {}, liquibase -> liquibase.rollback(1, ANY, ALL));
        assertThat(SchemaPicture.of(database))
                .as("after the undoing of %s", change.getId())
                .filteredOn(thing -> !thing.equals(STAYS) || before.contains(STAYS))
                .isEqualTo(before);

        access.change(done -> {}, liquibase -> liquibase.update(1, ANY, ALL));
        assertThat(SchemaPicture.of(database))
                .as("after %s again", change.getId())
                .isEqualTo(after);
        database.run(rows);
    }

    private List<String> tables() {
        return database.texts(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
                        + " AND relname !~ '^databasechangelog'");
    }

    private static Map<String, String> rows() {
        try {
            String file = Files.readString(ROWS);
            return SECTION.matcher(file).results().collect(Collectors.toMap(section -> section.group(1), section -> {
                int next = file.indexOf("\n-- after ", section.end());
                return file.substring(section.end(), next < 0 ? file.length() : next);
            }));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }
}
