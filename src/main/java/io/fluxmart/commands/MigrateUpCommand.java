package io.fluxmart.commands;

import io.fluxmart.platform.migrations.Change;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

@Command(
        name = "up",
        description = "Applies what is pending, to PostgreSQL and then to MongoDB.",
        mixinStandardHelpOptions = true)
class MigrateUpCommand implements Runnable {

    @Option(names = "--dry-run", description = "Only print what would be done: the SQL, and the changes of MongoDB.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    private final Premises premises;
    private int count;

    MigrateUpCommand(Premises premises) {
        this.premises = premises;
    }

    @Override
    public void run() {
        Schemas schemas = Schemas.of(premises);
        if (dryRun) {
            rehearse(schemas);
        } else {
            apply(schemas);
        }
    }

    private void rehearse(Schemas schemas) {
        out().println(schemas.postgres().upSql());
        premises.await(schemas.mongo()
                .status()
                .flatMapIterable(changes -> changes)
                .filter(Change::isPending)
                .doOnNext(change -> out().println("-- MongoDB: " + change.file()))
                .then());
    }

    private void apply(Schemas schemas) {
        schemas.postgres().up(change -> tell("PostgreSQL", change));
        Flux<String> mongo = schemas.mongo().applyPending();
        premises.await(mongo.doOnNext(change -> tell("MongoDB", change)).then());
        if (count == 0) {
            out().println("Nothing was pending.");
        }
    }

    private void tell(String store, String change) {
        out().println(store + ": applied " + change);
        count++;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
