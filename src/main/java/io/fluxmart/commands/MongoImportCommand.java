package io.fluxmart.commands;

import io.fluxmart.sources.mongo.MongoSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import mongo}. */
@Command(
        name = "mongo",
        description = "Imports the collections users, posts and orders of a MongoDB database, those that there are.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
class MongoImportCommand implements Callable<Integer> {

    private static final String URI_VARIABLE = "FLUXMART_IMPORT_URI";

    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "Where it is: mongodb://user:password@host/database. Better said by the environment variable "
                    + URI_VARIABLE + ", which the list of processes does not show.")
    private String uri;

    @Mixin
    private ImportOptions options;

    @Spec
    private CommandSpec spec;

    private final ImportOnCommand importing;

    MongoImportCommand(Premises premises) {
        this.importing = new ImportOnCommand(premises);
    }

    @Override
    public Integer call() {
        String address = options.address(uri, "--uri", URI_VARIABLE, spec);
        return importing.run(spec, options, MongoSource.nameOf(address), () -> MongoSource.at(address));
    }
}
