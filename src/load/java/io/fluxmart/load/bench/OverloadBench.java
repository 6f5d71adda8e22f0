package io.fluxmart.load.bench;

import io.fluxmart.load.Answers;
import io.fluxmart.load.LoadNode;
import io.fluxmart.load.LoadStores;
import io.fluxmart.load.OrderLoad;
import io.fluxmart.load.SignIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of a node that is asked for several times as many orders as it can place: what it still places, how soon the
 * others hear that they are refused, and how soon it is itself again. {@code -Drounds=5}, {@code -Dseconds=10} of each part,
 * {@code -DwarmUp=120}, {@code -Dtimes=5}.
 */
final class OverloadBench {

    private static final int USUAL_CONNECTIONS = 64;
    private static final int CONNECTIONS = 4_000;

    private final int rounds = Integer.getInteger("rounds", 5);
    private final int seconds = Integer.getInteger("seconds", 10);
    private final double times = Double.parseDouble(System.getProperty("times", "5"));
    private final LoadNode node;
    private final OrderLoad load;

    private OverloadBench(LoadNode node, OrderLoad load) {
        this.node = node;
        this.load = load;
    }

    public static void main(String[] arguments) {
        try (LoadStores stores = LoadStores.open(Path.of("target/load/overload-stores"))) {
            LoadNode.run(stores, "seed", "--users=500", "--products=1000", "--orders=0", "--posts=0");
            stores.books().run("UPDATE products SET stock = 10000000", Map.of());
            try (LoadNode node = LoadNode.start("overload-node", stores, Map.of("FLUXMART_MAILS_ENABLED", "false"));
                    OrderLoad load = new OrderLoad(node.url(), SignIn.everybody(node.url(), stores.books(), 400))) {
                new OverloadBench(node, load).run();
            }
        }
        System.exit(0); // the driver's event loops are no daemons everywhere
    }

    private void run() {
        load.closed(USUAL_CONNECTIONS, Integer.getInteger("warmUp", 120));
        load.open(CONNECTIONS, seconds, 5_000); // turning away wants to be compiled as well
        System.out.println(
                "| round | at best, orders/s | asked for/s | placed/s | of the best | p99 ms of 201 | refused/s"
                        + " | p50 ms of 503 | p99 ms of 503 | other | MB resident before, after | in the second after, of the best |\n"
                        + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int round = 1; round <= rounds; round++) {
            System.out.println(round(round));
        }
    }

    private String round(int round) {
        double best = load.closed(USUAL_CONNECTIONS, seconds).count(201) / (double) seconds;
        long before = resident();
        long begin = System.nanoTime();
        Answers answers = load.open(CONNECTIONS, seconds, best * times);
        double took = (System.nanoTime() - begin) / 1e9;
        long after = resident();
        int recovered = load.closed(USUAL_CONNECTIONS, 1).count(201);
        return String.format(
                Locale.ROOT,
                "| %d | %,.0f | %,.0f | %,.0f | %.2f | %.0f | %,.0f | %.0f | %.0f | %d | %d, %d | %.2f |",
                round,
                best,
                answers.count() / (double) seconds,
                answers.count(201) / took,
                answers.count(201) / took / best,
                answers.quantile(201, 0.99),
                answers.count(503) / took,
                answers.quantile(503, 0.5),
                answers.quantile(503, 0.99),
                answers.count() - answers.count(201) - answers.count(503),
                before,
                after,
                recovered / best);
    }

    /** In MB. */
    private long resident() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(node.pid()), "status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1_024;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
