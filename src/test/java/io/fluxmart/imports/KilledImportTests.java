package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fluxmart.testing.Books;
import io.fluxmart.testing.ServiceProcess;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("imports")
class KilledImportTests extends ImportDesk {

    private static final int KILLS = 10;
    private static final int SIZE = 33_000;
    private static final long SEED = 2026;

    @Autowired
    Books books;

    @Test
    void bringsEachRowInOnceThoughItWasKilledTenTimes() throws Exception {
        Random random = new Random(SEED);
        try (GeneratedUsers users = new GeneratedUsers(SIZE, tag)) {
            for (int kill = 0; kill < KILLS; kill++) {
                int share = SIZE / (KILLS + 1);
                killOnceRead(users, kill * share + random.nextInt(share) + 1);
            }
            Import left = imports.findNewest("mongo:" + tag).block(PATIENCE);
            assertThat(left.status()).isEqualTo(ImportStatus.RUNNING);

            String said = finish(users, 1);

            assertThat(said).contains("Goes on with import " + left.id());
            Import finished = imports.find(left.id()).block(PATIENCE);
            assertThat(finished.status()).isEqualTo(ImportStatus.COMPLETED);
            assertThat(finished.steps()).containsExactly(users.expected());
            assertThat(arrived()).containsExactlyInAnyOrderElementsOf(users.valid());
            assertThat(rejects(finished.id()).stream().map(RejectedRow::row))
                    .doesNotHaveDuplicates()
                    .hasSize(SIZE / 50);
            assertThat(books.number(
                            "SELECT count(*) FROM imports WHERE source = :source", Map.of("source", "mongo:" + tag)))
                    .isOne();
        }
    }

    private void killOnceRead(GeneratedUsers users, int rows) throws Exception {
        try (ServiceProcess process = importing(users)) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> rowsRead() >= rows || !process.isAlive());
            assertThat(process.isAlive()).as(process.output()).isTrue();
            process.kill();
        }
    }

    private long rowsRead() {
        return books.number("""
                        SELECT coalesce(sum(s.read), 0)::bigint
                        FROM imports i JOIN import_steps s ON s.import_id = i.id
                        WHERE i.source = :source
                        """, Map.of("source", "mongo:" + tag));
    }

    private static String finish(GeneratedUsers users, int exitCode) throws Exception {
        try (ServiceProcess process = importing(users)) {
            assertThat(process.exitCode()).as(process.output()).isEqualTo(exitCode);
            return process.output();
        }
    }
}
