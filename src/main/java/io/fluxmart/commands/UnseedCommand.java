package io.fluxmart.commands;

import io.fluxmart.unseeding.Removal;
import io.fluxmart.unseeding.Unseed;
import io.fluxmart.unseeding.Unseeded;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the demonstration data away again. */
@Command(
        name = "unseed",
        description =
                "Removes the demo users with all that they own and did, and the demo products. Demo users without whom"
                        + " the books of real customers would not be whole stay, and so do products in orders that stay.",
        mixinStandardHelpOptions = true)
class UnseedCommand implements Callable<Integer> {

    private static final String LATER =
            "Redis does not answer: the rankings are as they were. Later, as an administrator:"
                    + " POST /api/rankings/rebuild";

    private final Premises premises;

    @Spec
    private CommandSpec spec;

    @Option(names = "--yes", description = "Do it; without it, what would be removed is only counted.")
    private boolean isMeant;

    UnseedCommand(Premises premises) {
        this.premises = premises;
    }

    @Override
    public Integer call() {
        Unseed unseed = premises.patient().migrated().get(Unseed.class);
        report(Objects.requireNonNull(premises.await(unseed.look())));
        if (!isMeant) {
            throw new CommandFailed("Nothing was removed. With --yes they would be, and with the users their wallets,"
                    + " movements, mails, reviews, posts and comments.");
        }
        remove(unseed);
        return ExitCode.OK;
    }

    private void report(Removal removal) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-10s %12s %12s%n", "", "to remove", "to be kept");
        out.printf(Locale.ROOT, "%-10s %,12d %,12d%n", "users", removal.users(), removal.keptUsers());
        out.printf(Locale.ROOT, "%-10s %,12d%n", "orders", removal.orders());
        out.printf(Locale.ROOT, "%-10s %,12d %,12d%n", "products", removal.products(), removal.keptProducts());
        out.flush();
    }

    private void remove(Unseed unseed) {
        premises.onRedis();
        Unseeded last;
        try (Steps steps = new Steps(spec.commandLine().getErr())) {
            last = premises.await(unseed.run()
                    .doOnNext(unseeded -> steps.show(unseeded.step(), unseeded.done(), unseeded.wanted()))
                    .last());
        }
        if (Objects.requireNonNull(last).isMissing()) {
            spec.commandLine().getErr().println(LATER);
        }
        spec.commandLine().getOut().println("Removed.");
    }
}
