package io.fluxmart.commands;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What imports are told, wherever they import from. */
class ImportOptions {

    private static final int MOST_ROWS = 1_000;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the source is called here; by default its kind and the name of the database. The ids of"
                    + " what comes in derive from it: under the same name a row comes in once, under another name"
                    + " again, where its e-mail address and username are free.")
    private @Nullable String name;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows that are read and written at once, 1 to 1000; 100 unless the settings say otherwise.")
    private @Nullable Integer batchSize;

    @Option(names = "--dry-run", description = "Says what would become of the rows, and brings nothing in.")
    private boolean isDryRun;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "Where to write what stays out and why, as CSV; it is in the table import_rejects in any case.")
    private @Nullable Path rejects;

    boolean isDryRun() {
        return isDryRun;
    }

    @Nullable
    Path rejects() {
        return rejects;
    }

    String nameOr(String ofSource, CommandSpec spec) {
        String chosen = name == null ? ofSource : name;
        if (chosen.isBlank() || chosen.length() > 255 || chosen.indexOf('\0') >= 0) {
            throw new ParameterException(spec.commandLine(), "--name is 1 to 255 characters.");
        }
        return chosen;
    }

    int batchSizeOr(int ofSettings, CommandSpec spec) {
        int chosen = batchSize == null ? ofSettings : batchSize;
        if (chosen < 1 || chosen > MOST_ROWS) {
            throw new ParameterException(spec.commandLine(), "--batch-size is 1 to 1000.");
        }
        return chosen;
    }

    /** From the option, or from the environment. */
    String address(@Nullable String typed, String option, String variable, CommandSpec spec) {
        String address = typed == null ? System.getenv(variable) : typed;
        if (address == null || address.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), "Say where the source is: " + option + " or " + variable + ".");
        }
        return address;
    }
}
