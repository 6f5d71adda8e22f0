package io.fluxmart.commands;

import io.fluxmart.seeding.Part;
import io.fluxmart.seeding.Seed;
import io.fluxmart.seeding.SeedPlan;
import io.fluxmart.seeding.Seeded;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fills the shop with demonstration data. */
@Command(
        name = "seed",
        description =
                "Fills the shop with demonstration data. What is there stays as it is: run again, it completes what was"
                        + " cut short and adds what is asked for beyond it. All demo users have a published password.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
class SeedCommand implements Callable<Integer> {

    private static final String LATER =
            "Redis does not answer: the rankings are as they were. Later, as an administrator:"
                    + " POST /api/rankings/rebuild";
    private static final String NO_DOCUMENTS =
            "MongoDB does not answer: product details, reviews and posts are not complete."
                    + " Run the same command again when it does.";

    private final Premises premises;

    @Spec
    private CommandSpec spec;

    @Option(names = "--users", description = "How many, beside the four fixed ones.")
    private int users = 100;

    @Option(names = "--products", description = "How many, all of them with details.")
    private int products = 1_000;

    @Option(names = "--orders", description = "How many, over the last 400 days.")
    private int orders = 10_000;

    @Option(
            names = "--reviews",
            description =
                    "How many, by customers who got the product. Without it a fifth of the orders, 20,000 at most.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private @Nullable Integer reviews;

    @Option(
            names = "--posts",
            description = "How many. Without it two for each user, 2,000 at most.",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private @Nullable Integer posts;

    @Option(names = "--random-seed", description = "Another one makes other data of what is not there yet.")
    private long randomSeed = SeedPlan.RANDOM_SEED;

    SeedCommand(Premises premises) {
        this.premises = premises;
    }

    @Override
    public Integer call() {
        SeedPlan plan = plan();
        Seed seed = premises.patient().migrated().onRedis().get(Seed.class);
        Map<Part, Seeded> result = new TreeMap<>();
        try (Steps steps = new Steps(spec.commandLine().getErr())) {
            premises.await(seed.run(plan)
                    .doOnNext(seeded -> steps.show(seeded.part().label(), seeded.done(), seeded.wanted()))
                    .doOnNext(seeded -> result.put(seeded.part(), seeded))
                    .then());
        }
        return report(result);
    }

    private SeedPlan plan() {
        try {
            return new SeedPlan(
                    users,
                    products,
                    orders,
                    reviews == null ? SeedPlan.reviewsOf(orders) : reviews,
                    posts == null ? SeedPlan.postsOf(users) : posts,
                    true,
                    randomSeed);
        } catch (IllegalArgumentException senseless) {
            throw new ParameterException(spec.commandLine(), String.valueOf(senseless.getMessage()));
        }
    }

    private int report(Map<Part, Seeded> result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-16s %12s %14s%n", "", "added", "already there");
        result.values().stream()
                .filter(seeded -> !seeded.isMissing() && seeded.part() != Part.RANKINGS)
                .forEach(seeded -> out.printf(
                        Locale.ROOT, "%-16s %,12d %,14d%n", seeded.part().label(), seeded.added(), seeded.wasThere()));
        out.flush();
        return sayWhatIsMissing(result);
    }

    private int sayWhatIsMissing(Map<Part, Seeded> result) {
        PrintWriter err = spec.commandLine().getErr();
        boolean isIncomplete = false;
        for (Seeded seeded : result.values()) {
            if (seeded.isMissing()) {
                err.println(seeded.part() == Part.RANKINGS ? LATER : NO_DOCUMENTS);
                isIncomplete = isIncomplete || seeded.part() != Part.RANKINGS;
            }
        }
        return isIncomplete ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
