package io.fluxmart.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "migrate",
        description = "Tells, makes or takes back changes of the schemas of PostgreSQL and MongoDB.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            MigrateStatusCommand.class,
            MigrateUpCommand.class,
            MigrateUndoCommand.class,
        })
class MigrateCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to migrate: status, up or undo.");
    }
}
