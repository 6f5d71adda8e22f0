package io.fluxmart.commands;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What stands above the sources to import from. */
@Command(
        name = "import",
        description = "Brings in users, posts and orders from another database.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "SOURCE",
        subcommands = {
            MongoImportCommand.class,
            MySqlImportCommand.class,
        })
class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say from where.");
    }
}
