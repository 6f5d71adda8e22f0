package io.fluxmart.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.sdk.resource.MockResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/migrations.md asks of a change: a name with a time, a way back, and no harm to nodes that run meanwhile. */
class SchemaRulesTests {

    private static final Pattern FILE = Pattern.compile("(\\d{4}|\\d{12})(-[a-z0-9]+)+\\.sql");
    private static final int LAST_WITHOUT_A_TIME = 11;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

    static List<ChangeSet> changes() {
        return parse("db/changelog/changelog.yaml", new ClassLoaderResourceAccessor());
    }

    @ParameterizedTest
    @MethodSource("changes")
    void nameTheTimeAtWhichTheyWereWritten(ChangeSet change) {
        String file = fileOf(change);
        assertThat(file).matches(FILE);
        String number = file.substring(0, file.indexOf('-'));
        assertThat(change.getId()).as("the id goes with the file").startsWith(number + "-");
        assertThat(change.getAuthor()).isEqualTo("fluxmart");
        if (number.length() == 4) {
            assertThat(Integer.parseInt(number)).isBetween(1, LAST_WITHOUT_A_TIME);
        } else {
            assertThatNoException().isThrownBy(() -> LocalDateTime.parse(number, TIME));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void canBeTakenBack(ChangeSet change) {
        assertThat(Rollback.of(change).statements()).isNotEmpty();
    }

    @Test
    void haveIdsOfTheirOwn() {
        assertThat(changes()).isNotEmpty().extracting(ChangeSet::getId).doesNotHaveDuplicates();
    }

    /** The rule is younger than the first eleven files. */
    @Test
    void harmNoNodeThatRunsMeanwhile() {
        Set<String> earlier = new HashSet<>();
        for (ChangeSet change : changes()) {
            if (fileOf(change).indexOf('-') == 12) {
                assertThat(SchemaRules.brokenBy(change, earlier))
                        .as(change.getId())
                        .isEmpty();
            }
            earlier.add(change.getId());
        }
    }

    /** What MigrationUnderTrafficTests does to a node at work. */
    @Test
    void allowWhatIsTriedUnderTraffic() {
        assertThat(parse("migrations/expanding.sql", new ClassLoaderResourceAccessor()))
                .hasSize(8)
                .allSatisfy(change ->
                        assertThat(SchemaRules.brokenBy(change, Set.of())).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE users",
                "ALTER TABLE users DROP COLUMN bio",
                "ALTER TABLE users DROP bio",
                "ALTER TABLE users ADD note text, DROP COLUMN bio",
                "ALTER TABLE users RENAME COLUMN bio TO life",
                "ALTER TABLE users RENAME TO people",
                "ALTER INDEX users_email_key RENAME TO e",
                "ALTER TABLE users ALTER COLUMN bio TYPE varchar(9)",
                "ALTER TABLE users ALTER bio SET DATA TYPE text",
                "ALTER TABLE users ALTER COLUMN bio SET NOT NULL",
                "ALTER TABLE users ALTER COLUMN status DROP DEFAULT",
                "ALTER TABLE users ADD COLUMN note text NOT NULL",
                "alter table users\n  add column note text -- DEFAULT ''\n  not null",
                "TRUNCATE mails",
                "DROP VIEW sales",
            })
    void breakNodesOfTheVersionBefore(String sql) {
        assertThat(brokenBy(sql)).hasSize(1);
        assertThat(SchemaRules.brokenBy(
                        change(" labels:contract", "expanded by 0001-users, unused since 0.2.0", sql),
                        Set.of("0001-users")))
                .as("a contract may")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON users (bio)",
                "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0)",
                "ALTER TABLE users ADD CONSTRAINT c UNIQUE (bio, age)",
                "ALTER TABLE users ADD COLUMN boss uuid REFERENCES users (id)",
                "ALTER TABLE users ADD FOREIGN KEY (boss) REFERENCES users (id)",
                "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c",
                "ALTER TABLE users ADD COLUMN note text; ALTER TABLE orders ADD COLUMN note text",
                "UPDATE users SET bio = ''",
                "DELETE FROM mails",
                "LOCK TABLE users",
                "CREATE INDEX CONCURRENTLY i ON users (bio)",
            })
    void holdUpTheTraffic(String sql) {
        assertThat(brokenBy(sql)).hasSize(1);
        assertThat(SchemaRules.brokenBy(
                        change(" labels:contract", "expanded by 0001-users, unused since 0.2.0", sql),
                        Set.of("0001-users")))
                .as("a contract may not either")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE notes (id uuid PRIMARY KEY, text text NOT NULL UNIQUE); CREATE UNIQUE INDEX i ON notes (text);"
                        + " ALTER TABLE notes ADD CHECK (text <> ''); INSERT INTO notes SELECT id, bio FROM users;"
                        + " UPDATE notes SET text = 'DROP TABLE users'",
                "ALTER TABLE users ADD COLUMN note text",
                "ALTER TABLE users ADD COLUMN note numeric(10, 2) NOT NULL DEFAULT 0, ADD COLUMN other text",
                "ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID",
                "ALTER TABLE users VALIDATE CONSTRAINT c",
                "ALTER TABLE users DROP CONSTRAINT users_age_check",
                "ALTER TABLE users ALTER COLUMN bio DROP NOT NULL /* RENAME */",
                "COMMENT ON COLUMN users.bio IS 'do not RENAME'",
            })
    void expand(String sql) {
        assertThat(brokenBy(sql)).isEmpty();
    }

    @Test
    void buildIndexesBesideTheTrafficSoThatTheyCanBeCutShort() {
        String resumable = "DROP INDEX CONCURRENTLY IF EXISTS i; CREATE INDEX CONCURRENTLY i ON users (bio)";

        assertThat(outsideOfATransaction(resumable)).isEmpty();
        assertThat(outsideOfATransaction("CREATE INDEX CONCURRENTLY i ON users (bio)"))
                .hasSize(1);
        assertThat(outsideOfATransaction(resumable.replace("EXISTS i", "EXISTS j")))
                .hasSize(1);
        assertThat(outsideOfATransaction(resumable + "; ALTER TABLE users ADD COLUMN note text"))
                .hasSize(1);
        assertThat(outsideOfATransaction(resumable.replace("CREATE", "CREATE UNIQUE")))
                .hasSize(1);
    }

    @Test
    void sayWhatAContractTakesAwayAndSinceWhen() {
        String drop = "ALTER TABLE users DROP COLUMN bio";

        assertThat(SchemaRules.brokenBy(change(" labels:contract", "no longer needed", drop), Set.of("0001-users")))
                .hasSize(1);
        assertThat(SchemaRules.brokenBy(
                        change(" labels:contract", "expanded by 0009-unknown, unused since 0.2.0", drop),
                        Set.of("0001-users")))
                .hasSize(1);
    }

    private static List<String> brokenBy(String sql) {
        return SchemaRules.brokenBy(change("", "an example", sql), Set.of());
    }

    private static List<String> outsideOfATransaction(String sql) {
        return SchemaRules.brokenBy(change(" runInTransaction:false", "an example", sql), Set.of());
    }

    private static ChangeSet change(String attributes, String comment, String sql) {
        String file = "--liquibase formatted sql\n--changeset fluxmart:example" + attributes + "\n--comment: " + comment
                + "\n" + sql + ";\n--rollback SELECT 1;\n";
        return parse("example.sql", new MockResourceAccessor(Map.of("example.sql", file)))
                .get(0);
    }

    private static List<ChangeSet> parse(String changeLog, ResourceAccessor files) {
        try {
            return ChangeLogParserFactory.getInstance()
                    .getParser(changeLog, files)
                    .parse(changeLog, new ChangeLogParameters(), files)
                    .getChangeSets();
        } catch (LiquibaseException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String fileOf(ChangeSet change) {
        return Stream.of(change.getFilePath().split("/"))
                .reduce((folder, file) -> file)
                .orElseThrow();
    }
}
