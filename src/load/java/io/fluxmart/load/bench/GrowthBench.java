package io.fluxmart.load.bench;

import static java.util.Objects.requireNonNull;

import io.fluxmart.load.Buyer;
import io.fluxmart.load.Http;
import io.fluxmart.load.LoadNode;
import io.fluxmart.load.LoadStores;
import io.fluxmart.load.SignIn;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long reports, lists and a checkout take as orders become more, one request at a time: medians, and how many times that of
 * the smallest shop. {@code -Dorders=10000,100000,1000000}, in ascending order.
 */
final class GrowthBench {

    private static final int WARM_UP = 40;
    private static final int REQUESTS = 41;
    private static final int FEWEST = 5;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int PRODUCTS = 1_000;
    private static final LocalDate TODAY = LocalDate.now();

    private final Map<String, Map<Integer, Double>> medians = new LinkedHashMap<>();

    public static void main(String[] arguments) {
        List<Integer> sizes = Stream.of(
                        System.getProperty("orders", "10000,100000,1000000").split(","))
                .map(Integer::valueOf)
                .toList();
        GrowthBench bench = new GrowthBench();
        try (LoadStores stores = LoadStores.open(Path.of("target/load/growth-stores"))) {
            sizes.forEach(size -> bench.measure(stores, size));
        }
        System.out.println(bench.table(sizes));
        System.exit(0); // the driver's event loops are no daemons everywhere
    }

    private void measure(LoadStores stores, int orders) {
        LoadNode.run(stores, "seed", "--users=10000", "--products=" + PRODUCTS, "--orders=" + orders, "--posts=0");
        stores.books().run("UPDATE products SET stock = 1000000", Map.of());
        stores.books().run("VACUUM ANALYZE", Map.of());
        try (LoadNode node = LoadNode.start("growth-node", stores, Map.of("FLUXMART_MAILS_ENABLED", "false"))) {
            String api = node.url() + "/api";
            Buyer admin = SignIn.admin(node.url());
            Buyer buyer = SignIn.everybody(node.url(), stores.books(), 1).get(0);
            reports().forEach((name, path) -> note(name, orders, () -> Http.get(api + path, admin.token())));
            note("/orders (one buyer's)", orders, () -> Http.get(api + "/orders", buyer.token()));
            note("POST /orders, 3 lines", orders, () -> order(api, buyer));
        }
    }

    /** By how the table calls them: dates in a path are of the day on which it runs. */
    private static Map<String, String> reports() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("/orders/stats, 30 days", "/orders/stats?days=30");
        paths.put("/orders/stats, 366 days", "/orders/stats?days=366");
        paths.put("/reports/sales, 30 days", salesOfTheLast(30));
        paths.put("/reports/sales, 366 days", salesOfTheLast(366));
        paths.put("/reports/customers", "/reports/customers?limit=100");
        paths.put("/reports/top-customers", "/reports/top-customers");
        paths.put("/products/bestsellers", "/products/bestsellers");
        return paths;
    }

    private static String salesOfTheLast(int days) {
        return "/reports/sales?from=%s&to=%s".formatted(TODAY.minusDays(days - 1), TODAY.plusDays(1));
    }

    private static void order(String api, Buyer buyer) {
        String items = Stream.generate(() -> 1 + (int) (Math.random() * PRODUCTS))
                .distinct()
                .limit(3)
                .map("{\"productId\":%d,\"quantity\":1}"::formatted)
                .collect(Collectors.joining(","));
        Http.post(
                api + "/orders",
                "{\"items\":[" + items + "]}",
                Map.of(
                        "Authorization",
                        "Bearer " + buyer.token(),
                        "Idempotency-Key",
                        UUID.randomUUID().toString()));
    }

    private void note(String what, int orders, Runnable request) {
        times(request, WARM_UP);
        double[] milliseconds = times(request, REQUESTS);
        medians.computeIfAbsent(what, key -> new LinkedHashMap<>()).put(orders, milliseconds[milliseconds.length / 2]);
    }

    /** In ascending order; fewer than asked for, but no fewer than {@value #FEWEST}, of what takes long. */
    private static double[] times(Runnable request, int count) {
        double[] milliseconds = new double[count];
        long begin = System.nanoTime();
        int done = 0;
        while (done < count && (done < FEWEST || System.nanoTime() - begin < PATIENCE_NANOS)) {
            long sent = System.nanoTime();
            request.run();
            milliseconds[done++] = (System.nanoTime() - sent) / 1e6;
        }
        double[] sorted = Arrays.copyOf(milliseconds, done);
        Arrays.sort(sorted);
        return sorted;
    }

    private String table(List<Integer> sizes) {
        String head = sizes.stream()
                .map(size -> String.format(Locale.ROOT, "%,d orders", size))
                .collect(Collectors.joining(" | ", "| median ms | ", " |\n"));
        return medians.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), sizes))
                .collect(Collectors.joining("\n", head + "|---|" + "---:|".repeat(sizes.size()) + "\n", "\n"));
    }

    private static String row(String what, Map<Integer, Double> medians, List<Integer> sizes) {
        double smallest = requireNonNull(medians.get(sizes.get(0)));
        return sizes.stream()
                .map(medians::get)
                .map(median -> String.format(Locale.ROOT, "%.1f (%.1f ×)", median, median / smallest))
                .collect(Collectors.joining(" | ", "| `" + what + "` | ", " |"));
    }
}
