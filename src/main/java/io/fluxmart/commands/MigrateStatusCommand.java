package io.fluxmart.commands;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.migrations.Change;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Lists the changes and when each was applied. Changes nothing.",
        mixinStandardHelpOptions = true)
class MigrateStatusCommand implements Callable<Integer> {

    private static final int PENDING = 3;
    private static final String LINE = "%-10s  %-55s  %s%n";

    @Option(names = "--check", description = "Exit code 3 when something is pending.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    private final Premises premises;

    MigrateStatusCommand(Premises premises) {
        this.premises = premises;
    }

    @Override
    public Integer call() {
        Schemas schemas = Schemas.of(premises);
        spec.commandLine().getOut().printf(LINE, "STORE", "CHANGE", "APPLIED");
        List<Change> postgres = schemas.postgres().status();
        show("PostgreSQL", postgres);
        List<Change> mongo = requireNonNull(premises.await(schemas.mongo().status()));
        show("MongoDB", mongo);
        boolean isAnyPending = Stream.concat(postgres.stream(), mongo.stream()).anyMatch(Change::isPending);
        return check && isAnyPending ? PENDING : 0;
    }

    private void show(String store, List<Change> changes) {
        changes.forEach(change -> spec.commandLine().getOut().printf(LINE, store, nameOf(change), stateOf(change)));
        spec.commandLine().getOut().flush();
    }

    /** A file may hold several; the file of those in MongoDB has the same name. */
    private static String nameOf(Change change) {
        return change.file().startsWith(change.name() + ".") ? change.name() : change.name() + " in " + change.file();
    }

    private static String stateOf(Change change) {
        if (change.appliedAt() == null) {
            return "pending";
        }
        String time = change.appliedAt().truncatedTo(ChronoUnit.SECONDS).toString();
        return change.isOfThisVersion() ? time : time + ", by another version";
    }
}
