package io.fluxmart.commands;

import io.fluxmart.sources.mysql.MySqlSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import mysql}. */
@Command(
        name = "mysql",
        description = "Imports the tables users, posts and orders of a MySQL or MariaDB database, those that there are,"
                + " with post_tags, tags, comments, order_items and products. Where tables look different, views of"
                + " these names will do.",
        footer = {
            "",
            "An address that ends in ?sslMode=VERIFY_IDENTITY is read over TLS only, and only if the server's",
            "certificate is good; &sslCa=FILE names the authority that vouches for it.",
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
class MySqlImportCommand implements Callable<Integer> {

    private static final String URL_VARIABLE = "FLUXMART_IMPORT_URL";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where it is: mysql://user:password@host:3306/database. Better said by the environment variable "
                            + URL_VARIABLE + ", which the list of processes does not show.")
    private String url;

    @Mixin
    private ImportOptions options;

    @Spec
    private CommandSpec spec;

    private final ImportOnCommand importing;

    MySqlImportCommand(Premises premises) {
        this.importing = new ImportOnCommand(premises);
    }

    @Override
    public Integer call() {
        String address = options.address(url, "--url", URL_VARIABLE, spec);
        return importing.run(spec, options, MySqlSource.nameOf(address), () -> MySqlSource.at(address));
    }
}
