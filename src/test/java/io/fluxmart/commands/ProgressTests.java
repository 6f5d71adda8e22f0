package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTests {

    @Test
    void endsItsLineOnATerminal() {
        assertThat(shownOf(true)).startsWith("\r").contains("3/3").endsWith(System.lineSeparator());
    }

    @Test
    void saysOnceThatItIsDoneInAFile() {
        assertThat(shownOf(false).lines())
                .filteredOn(line -> line.contains("100%"))
                .hasSize(1);
    }

    private static String shownOf(boolean isTerminal) {
        StringWriter out = new StringWriter();
        try (Progress progress = new Progress(new PrintWriter(out), "things", 3, isTerminal)) {
            progress.show(3, "");
        }
        return out.toString();
    }
}
