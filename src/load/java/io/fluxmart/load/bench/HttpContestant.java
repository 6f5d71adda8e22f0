package io.fluxmart.load.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server, asked by wrk over 64 connections.
 *
 * @param url under which it answers {@code POST /api/orders} and {@code GET /api/products/{id}}
 * @param buyers file of users and tokens
 */
record HttpContestant(
        String name,
        BenchShop shop,
        String url,
        Set<Workload> abilities,
        Path buyers,
        int products,
        AutoCloseable server)
        implements Contestant {

    private static final int CONNECTIONS = 64;
    private static final Path SCRIPTS = Path.of("bench/wrk").toAbsolutePath();
    private static final Pattern RESULT =
            Pattern.compile("^result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    @Override
    public boolean canDo(Workload workload) {
        return abilities.contains(workload);
    }

    @Override
    public Figure run(Workload workload, Duration duration, String round) {
        Map<String, String> environment = new HashMap<>();
        environment.put("BENCH_BUYERS", buyers.toString());
        environment.put("BENCH_PRODUCTS", String.valueOf(workload.productsOf(products)));
        environment.put("BENCH_HOT", workload == Workload.HOT ? "1" : "0");
        environment.put("BENCH_LINES", String.valueOf(workload.lines()));
        environment.put("BENCH_PAUSE", String.valueOf(pauseOf(workload).toMillis()));
        environment.put("BENCH_RUN", round);
        environment.put("BENCH_SUMMARY", SCRIPTS.resolve("summary.lua").toString());
        String output = Tool.run(
                environment,
                List.of(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + duration.toSeconds() + "s",
                        "-s",
                        SCRIPTS.resolve(workload.script()).toString(),
                        url));
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException(name + ": wrk says " + output);
        }
        return figure(result);
    }

    /** Of each connection between two requests, on average. */
    private static Duration pauseOf(Workload workload) {
        return workload.rate() == 0
                ? Duration.ZERO
                : Duration.ofSeconds(CONNECTIONS).dividedBy(workload.rate());
    }

    private static Figure figure(Matcher result) {
        double seconds = number(result, 3) / 1e6;
        return new Figure(
                number(result, 1) / seconds, number(result, 2), number(result, 4) / 1e3, number(result, 5) / 1e3);
    }

    private static long number(Matcher result, int place) {
        return Long.parseLong(result.group(place));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception failed) {
            throw new IllegalStateException(name + " does not stop", failed);
        }
    }
}
