package io.fluxmart.imports;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.commands.CommandRun;
import io.fluxmart.sources.mysql.MariaDbServer;
import io.fluxmart.sources.mysql.MariaDbServer.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code import mysql}, from a real MariaDB. */
@Tag("imports")
class MySqlImportTests extends ImportDesk {

    private static final Pattern IMPORT = Pattern.compile("^Import ([-0-9a-f]{36}) ");

    private final Database store = MariaDbServer.shared().database(tag);

    @Test
    void importsTenThousandUsersAndAccountsForEachOfThem() {
        plantUsers(10_000);

        CommandRun rehearsed = CommandRun.of("import", "mysql", "--url", store.url(), "--dry-run");
        List<Crowd.Person> before = arrived();
        CommandRun run = CommandRun.of("import", "mysql", "--url", store.url());
        List<Crowd.Person> after = arrived();
        CommandRun again = CommandRun.of("import", "mysql", "--url", store.url());

        assertThat(lines(rehearsed)).contains("users 10000 9500 300 200", "total 10000 9500 300 200");
        assertThat(before).isEmpty();
        assertThat(run.out()).contains(" of mysql:" + tag + ": completed");
        assertThat(lines(run)).contains("users 10000 9500 300 200", "total 10000 9500 300 200");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).doesNotContain(MariaDbServer.PASSWORD);
        assertThat(rejectsByField(run)).isEqualTo(Map.of("email", 100L, "first_name", 50L, "age", 50L));
        assertThat(after)
                .hasSize(9_500)
                .contains(person(7, "Zoë 🚀", "Lovelace", "1912-06-23T04:05:06.789Z"))
                .contains(person(9_996, "Zoë 🚀", null, "2024-02-29T00:00:00Z"));
        assertThat(lines(again)).contains("users 10000 0 9800 200");
        assertThat(arrived()).containsExactlyInAnyOrderElementsOf(after);
    }

    /** Behind row 500, reading fails for as long as the gate is shut. */
    @Test
    void goesOnWhereItFailed() {
        plantUsers(1_000);
        store.execute(
                "CREATE TABLE gate (is_shut boolean)",
                "INSERT INTO gate VALUES (true)",
                """
                CREATE FUNCTION pass(id int) RETURNS int READS SQL DATA
                BEGIN
                    IF id > 500 AND EXISTS (SELECT * FROM gate WHERE is_shut) THEN
                        SIGNAL SQLSTATE '42000' SET MYSQL_ERRNO = 1146;
                    END IF;
                    RETURN id;
                END
                """,
                "RENAME TABLE users TO members",
                "CREATE VIEW users AS SELECT m.*, pass(m.id) AS passed FROM members m");

        CommandRun failed = CommandRun.of("import", "mysql", "--url", store.url());
        int halfWay = arrived().size();
        store.execute("UPDATE gate SET is_shut = false");
        CommandRun resumed = CommandRun.of("import", "mysql", "--url", store.url());

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).contains("failed").contains("cannot be read: error 1356");
        assertThat(lines(failed)).contains("users 500 475 15 10");
        assertThat(halfWay).isEqualTo(475);
        assertThat(resumed.err()).contains("Goes on with import ");
        assertThat(lines(resumed)).contains("users 1000 950 30 20");
        assertThat(arrived()).hasSize(950);
    }

    @Test
    void goesByTheDatabasesNameUnlessItHasAnother() {
        plantUsers(5);

        CommandRun run = CommandRun.of("import", "mysql", "--url", store.url(), "--name", tag + " again");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(" of " + tag + " again: completed");
        assertThat(lines(run)).contains("users 5 5 0 0");
    }

    @Test
    void saysWhyItCannotRead() {
        CommandRun run =
                CommandRun.of("import", "mysql", "--url", "mysql://shop:s3cret@127.0.0.1:" + store.port() + "/" + tag);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("does not accept this user and password").doesNotContain("s3cret");
        assertThat(run.err()).doesNotContain("s3cret");
    }

    /**
     * 3 in 100 have the e-mail address or the username of their neighbour, in another case; 2 in 100 are invalid; all have a
     * date of zeros.
     */
    private void plantUsers(int count) {
        store.execute("""
                CREATE TABLE users (id int PRIMARY KEY, username varchar(100), email varchar(255), password_hash text,
                    first_name varchar(500), last_name text, age int, bio text, active tinyint(1),
                    last_login datetime, created_at datetime(3))
                """, """
                INSERT INTO users
                SELECT seq,
                    CASE seq %% 100 WHEN 20 THEN upper(concat('%1$s_', seq - 1)) ELSE concat('%1$s_', seq) END,
                    CASE
                        WHEN seq %% 100 IN (10, 30) THEN upper(concat('u', seq - 1, '@%1$s.example.org'))
                        WHEN seq %% 200 = 40 THEN NULL
                        WHEN seq %% 200 = 140 THEN 'nowhere'
                        ELSE concat('u', seq, '@%1$s.example.org') END,
                    concat('$2b$10$', repeat('x', 53)),
                    CASE WHEN seq %% 200 = 60 THEN repeat('x', 400) WHEN seq %% 7 = 0 THEN 'Zoë 🚀' ELSE 'Ada' END,
                    IF(seq %% 3, 'Lovelace', NULL),
                    CASE WHEN seq %% 200 = 160 THEN 151 WHEN seq %% 2 THEN 42 END,
                    NULL, seq %% 10 > 0, '0000-00-00 00:00:00',
                    IF(seq %% 2, '1912-06-23 04:05:06.789', '2024-02-29')
                FROM seq_1_to_%2$d
                """.formatted(tag, count));
    }

    private Crowd.Person person(int number, String firstName, String lastName, String createdAt) {
        return new Crowd.Person(
                tag + "_" + number,
                "u" + number + "@" + tag + ".example.org",
                firstName,
                lastName,
                Instant.parse(createdAt));
    }

    private Map<String, Long> rejectsByField(CommandRun run) {
        Matcher id = IMPORT.matcher(run.out());
        assertThat(id.find()).isTrue();
        return rejects(UUID.fromString(id.group(1))).stream().collect(groupingBy(RejectedRow::field, counting()));
    }

    private static List<String> lines(CommandRun run) {
        return run.out()
                .lines()
                .map(line -> line.trim().replaceAll("\\s+", " "))
                .toList();
    }
}
