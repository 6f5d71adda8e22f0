package io.fluxmart.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands above the commands. */
@Command(
        name = "fluxmart",
        description = "Without a command, starts the service. Stores are named by the environment, as for the service.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ImportCommand.class,
            MigrateCommand.class,
            SeedCommand.class,
            UnseedCommand.class,
            VerifyCommand.class,
        })
class FluxmartCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command.");
    }
}
