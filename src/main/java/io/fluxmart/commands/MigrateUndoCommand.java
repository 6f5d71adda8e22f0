package io.fluxmart.commands;

import static java.util.Objects.requireNonNull;

import io.fluxmart.platform.migrations.Undoing;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The two stores have a history each; which one is meant is for the caller to say. */
@Command(
        name = "undo",
        description = {
            "Takes back the changes that were applied last, of PostgreSQL or, with --mongo, of MongoDB.",
            "Stop the nodes of this version first: the next one that starts applies them again."
        },
        mixinStandardHelpOptions = true)
class MigrateUndoCommand implements Runnable {

    @Option(names = "--count", defaultValue = "1", description = "How many (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--mongo", description = "Those of MongoDB.")
    private boolean mongo;

    @Option(names = "--dry-run", description = "Only print what would be done.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Even when data are lost with it.")
    private boolean yes;

    @Spec
    private CommandSpec spec;

    private final Premises premises;

    MigrateUndoCommand(Premises premises) {
        this.premises = premises;
    }

    @Override
    public void run() {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--count is at least 1.");
        }
        Schemas schemas = Schemas.of(premises);
        List<Undoing> undoings = lastOf(schemas);
        if (dryRun) {
            show(undoings, schemas);
        } else {
            requireConsent(undoings);
            undo(undoings, schemas);
        }
    }

    private List<Undoing> lastOf(Schemas schemas) {
        return mongo
                ? requireNonNull(premises.await(schemas.mongo().lastApplied(count)))
                : schemas.postgres().lastApplied(count);
    }

    private void show(List<Undoing> undoings, Schemas schemas) {
        undoings.forEach(undoing -> tell("-- " + undoing.name()));
        lossesOf(undoings).forEach(loss -> tell("-- loses data: " + loss));
        if (!mongo) {
            tell(schemas.postgres().undoSql(undoings));
        }
    }

    private void requireConsent(List<Undoing> undoings) {
        List<String> losses = lossesOf(undoings);
        if (!losses.isEmpty() && !yes) {
            throw new CommandFailed("Nothing was undone, because data would be lost with: " + String.join("; ", losses)
                    + ". Say --yes to undo it all the same.");
        }
    }

    private static List<String> lossesOf(List<Undoing> undoings) {
        return undoings.stream().flatMap(undoing -> undoing.losses().stream()).toList();
    }

    private void undo(List<Undoing> undoings, Schemas schemas) {
        if (mongo) {
            premises.await(schemas.mongo()
                    .undo(undoings)
                    .doOnNext(change -> tell("MongoDB: undid " + change))
                    .then());
        } else {
            schemas.postgres().undo(undoings, change -> tell("PostgreSQL: undid " + change));
        }
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
    }
}
