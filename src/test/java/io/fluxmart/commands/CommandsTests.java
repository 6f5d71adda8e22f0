package io.fluxmart.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTests {

    @Test
    void takesOptionsForTheServiceAndWordsForCommands() {
        assertThat(Commands.areIn()).isFalse();
        assertThat(Commands.areIn("--server.port=8081")).isFalse();
        assertThat(Commands.areIn("seed", "--users", "3")).isTrue();
        assertThat(Commands.areIn("sead")).isTrue();
        assertThat(Commands.areIn("--help")).isTrue();
    }

    @Test
    void explainsItself() {
        CommandRun help = CommandRun.of("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: fluxmart");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void refusesWhatIsNoCommand() {
        CommandRun run = CommandRun.of("sead");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'sead'").contains("Did you mean: fluxmart seed");
        assertThat(run.out()).isEmpty();
    }
}
