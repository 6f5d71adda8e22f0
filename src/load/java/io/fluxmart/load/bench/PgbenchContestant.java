package io.fluxmart.load.bench;

import io.fluxmart.backends.Backends.PostgresAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same rows written by pgbench, with nothing in between, over as many connections as a node has.
 *
 * @param isFull whether it writes a key with its answer and an event too
 * @param ordersEach how many orders one run of the script places
 */
record PgbenchContestant(
        String name, BenchShop shop, String script, boolean isFull, int ordersEach, int products, int users)
        implements Contestant {

    private static final int CONNECTIONS = 20;
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);
    private static final Pattern FAILED = Pattern.compile("^number of failed transactions: (\\d+)", Pattern.MULTILINE);

    @Override
    public boolean canDo(Workload workload) {
        return workload.isOrders();
    }

    @Override
    public Figure run(Workload workload, Duration duration, String round) {
        PostgresAddress postgres = shop.stores().postgres();
        String output = Tool.run(
                Map.of("PGPASSWORD", postgres.password()),
                List.of(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CONNECTIONS,
                        "--time=" + duration.toSeconds(),
                        "--file=" + Path.of("bench/pgbench", script + ".sql"),
                        "--define=users=" + users,
                        "--define=products=" + products,
                        "--define=hot=" + (workload == Workload.HOT ? 1 : 0),
                        "--define=full=" + (isFull ? 1 : 0),
                        "--host=" + postgres.host(),
                        "--port=" + postgres.port(),
                        "--username=" + postgres.user(),
                        postgres.database()));
        return new Figure(number(RATE, output) * ordersEach, (long) number(FAILED, output), null, null);
    }

    private double number(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        if (!found.find()) {
            throw new IllegalStateException(name + ": pgbench says " + output);
        }
        return Double.parseDouble(found.group(1));
    }
}
