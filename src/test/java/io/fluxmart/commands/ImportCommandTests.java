package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import io.fluxmart.testing.SharedBackends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Tag("imports")
class ImportCommandTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String tag = "c" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final MongoClient client = MongoClients.create(SharedBackends.mongoUri());

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        Mono.from(client.getDatabase(tag).drop()).block(PATIENCE);
        client.close();
        try (Premises premises = new Premises(CommandRun.OnSharedStores.class)) {
            premises.await(premises.get(DatabaseClient.class)
                    .sql("DELETE FROM users WHERE email LIKE :pattern")
                    .bind("pattern", "%@" + tag + ".example.org")
                    .then());
        }
    }

    @Test
    void importsAndSaysWhatBecameOfTheRows() throws IOException {
        insert(person("ada"), person("bea"), person("ADA"), person("=two words"));
        Path rejects = directory.resolve("rejects.csv");

        CommandRun rehearsed = CommandRun.of("import", "mongo", "--uri", uri(), "--dry-run");
        CommandRun run =
                CommandRun.of("import", "mongo", "--uri", uri(), "--batch-size", "2", "--rejects", rejects.toString());

        assertThat(rehearsed.exitCode()).isEqualTo(1);
        assertThat(rehearsed.out()).contains("dry run completed");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("Import ")
                .contains(" of mongo:" + tag + ": completed")
                .contains("import_rejects");
        for (CommandRun each : List.of(rehearsed, run)) {
            assertThat(each.out().lines().map(line -> line.trim().replaceAll("\\s+", " ")))
                    .contains("read migrated skipped rejected", "users 4 2 1 1", "total 4 2 1 1");
        }
        assertThat(Files.readAllLines(rejects))
                .containsExactly(
                        "entity,row,field,reason",
                        "\"users\",\"'=two words\",\"username\","
                                + "\"Username can hold letters, digits, dots, dashes and underscores\"");
    }

    @Test
    void endsWithZeroWhereNothingWasRejected() {
        insert(person("ada"));

        CommandRun run = CommandRun.of("import", "mongo", "--uri", uri());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("import_rejects");
    }

    @Test
    void goesOnWithAnImportThatFailed() {
        CommandRun failed = CommandRun.of("import", "mongo", "--uri", uri());
        insert(person("ada"));
        CommandRun again = CommandRun.of("import", "mongo", "--uri", uri());

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out()).contains("failed").contains("The database has no collection users.");
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).contains("Goes on with import ");
    }

    @Test
    void wantsToKnowFromWhere() {
        CommandRun nowhere = CommandRun.of("import", "mongo");
        CommandRun noSource = CommandRun.of("import");
        CommandRun tooMany = CommandRun.of("import", "mongo", "--uri", uri(), "--batch-size", "1001");

        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--uri or FLUXMART_IMPORT_URI");
        assertThat(noSource.exitCode()).isEqualTo(2);
        assertThat(tooMany.exitCode()).isEqualTo(2);
        assertThat(tooMany.err()).contains("--batch-size is 1 to 1000.");
    }

    @Test
    void repeatsNoPassword() {
        CommandRun run = CommandRun.of("import", "mongo", "--uri", "mongodb://me:secret@host");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("names no database").doesNotContain("secret@");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void explainsWhatTheNameIsFor() {
        assertThat(CommandRun.of("import", "mongo", "--help").out())
                .contains("--dry-run")
                .contains("--rejects")
                .contains("derive from it");
    }

    private void insert(Document... people) {
        Flux.from(client.getDatabase(tag).getCollection("users").insertMany(List.of(people)))
                .then()
                .block(PATIENCE);
    }

    private Document person(String name) {
        return new Document("_id", name)
                .append("username", tag + name)
                .append("email", name.replace(' ', '_') + "@" + tag + ".example.org")
                .append("name", "Somebody");
    }

    private String uri() {
        String shared = SharedBackends.mongoUri();
        return shared.replace("/" + new ConnectionString(shared).getDatabase(), "/" + tag);
    }
}
