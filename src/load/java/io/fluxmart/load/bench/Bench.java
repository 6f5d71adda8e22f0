package io.fluxmart.load.bench;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives each contestant a turn in each round, and prints what came of it as Markdown. */
final class Bench {

    private static final Duration RELOAD = Duration.ofSeconds(2);

    private final BenchPlan plan;
    private final List<Contestant> contestants;

    private Bench(BenchPlan plan, List<Contestant> contestants) {
        this.plan = plan;
        this.contestants = contestants;
    }

    public static void main(String[] args) {
        BenchPlan plan = BenchPlan.ofSystemProperties();
        try (BenchShop shop = BenchShop.open(plan)) {
            List<Contestant> contestants = Contestants.start(plan, shop);
            try {
                new Bench(plan, contestants).run();
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
        System.exit(0); // the driver's event loops are no daemons everywhere
    }

    private void run() {
        System.out.println(BenchReport.conditions(plan));
        for (Workload workload : plan.workloads()) {
            List<Contestant> able =
                    contestants.stream().filter(one -> one.canDo(workload)).toList();
            able.forEach(one -> turn(one, workload, "warm-up"));
            System.out.println(BenchReport.table(workload, plan, rounds(workload, able)));
        }
    }

    /** Who begins changes from round to round, so that nobody always comes after the same one. */
    private Map<String, List<Figure>> rounds(Workload workload, List<Contestant> able) {
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        able.forEach(one -> figures.put(one.name(), new ArrayList<>()));
        for (int round = 1; round <= plan.rounds(); round++) {
            List<Contestant> order = new ArrayList<>(able);
            Collections.rotate(order, -round);
            for (Contestant one : order) {
                requireNonNull(figures.get(one.name())).add(turn(one, workload, "round-" + round));
            }
        }
        return figures;
    }

    private Figure turn(Contestant one, Workload workload, String round) {
        one.shop().tidyUp();
        if (!workload.isOrders()) {
            one.run(workload, RELOAD, "reload"); // caches forget during the turns of others
        }
        String key = Long.toString(System.nanoTime(), 36);
        Figure figure = one.run(workload, round.equals("warm-up") ? plan.warmUpFor(workload) : plan.turn(), key);
        System.err.printf(
                "%s, %s, %s: %,.0f/s, %,d failed%n",
                workload, round, one.name(), figure.perSecond(), figure.failures());
        return figure;
    }
}
