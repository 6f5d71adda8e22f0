package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MySqlImportCommandTests {

    @Test
    void wantsToKnowFromWhere() {
        CommandRun run = CommandRun.of("import", "mysql");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--url or FLUXMART_IMPORT_URL");
    }

    @Test
    void repeatsNoPassword() {
        CommandRun run = CommandRun.of("import", "mysql", "--url", "jdbc:mysql://zoe:s3cret@db.example/store");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("does not begin with mysql:").doesNotContain("s3cret");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void explainsHowToReadOverTlsAndWhatTablesItLooksFor() {
        assertThat(CommandRun.of("import", "mysql", "--help").out())
                .contains("sslMode=VERIFY_IDENTITY")
                .contains("order_items")
                .contains("--dry-run");
    }
}
