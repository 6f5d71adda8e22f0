package io.fluxmart.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxmart.testing.ServiceProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All pages at once end the process with an OutOfMemoryError: its heap holds less. */
@Tag("imports")
class BigImportTests extends ImportDesk {

    private static final int SIZE = 200_000;

    @Test
    void needsNoMoreMemoryForTwoHundredThousandRows() throws Exception {
        try (GeneratedUsers users = new GeneratedUsers(SIZE, tag);
                ServiceProcess process = importing(users, "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")) {
            int exitCode = process.exitCode();

            assertThat(process.output().lines().map(line -> line.trim().replaceAll("\\s+", " ")))
                    .contains("total 200000 190000 6000 4000");
            assertThat(exitCode).isEqualTo(1);
            assertThat(imports.findNewest("mongo:" + tag).block(PATIENCE).steps())
                    .containsExactly(users.expected());
        }
    }
}
