package io.fluxmart.load.bench;

import io.fluxmart.load.Jvm;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Medians with their spread, and each as a share of the bare batch. */
final class BenchReport {

    private static final String REFERENCE = "bare reactor-netty, batches";

    private BenchReport() {}

    static String conditions(BenchPlan plan) {
        return String.format(
                Locale.ROOT,
                """
                bench/run.sh, %s, commit %s, %s, %s, %d cores; the load generator, PostgreSQL and Redis run on the same ones.
                %d rounds of %d s each after %d s of warm-up, in turns; wrk with 64 connections, pgbench with 20.
                """,
                LocalDate.now(),
                outputOf("git", "rev-parse", "--short", "HEAD"),
                Jvm.usual().version(),
                Jvm.usual().options(),
                Runtime.getRuntime().availableProcessors(),
                plan.rounds(),
                plan.turn().toSeconds(),
                plan.warmUp().toSeconds());
    }

    static String table(Workload workload, BenchPlan plan, Map<String, List<Figure>> figures) {
        double reference = median(figures.getOrDefault(REFERENCE, List.of()), Figure::perSecond);
        return figures.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), reference))
                .collect(Collectors.joining("\n", """
                        | %s | per second | min–max | of bare batches | p50 ms | p99 ms | failed |
                        |---|---:|---:|---:|---:|---:|---:|
                        """.formatted(workload.title(plan.products())), "\n"));
    }

    private static String row(String name, List<Figure> figures, double reference) {
        double median = median(figures, Figure::perSecond);
        return String.format(
                Locale.ROOT,
                "| %s | %,.0f | %,.0f–%,.0f | %s | %s | %s | %,d |",
                name,
                median,
                figures.stream().mapToDouble(Figure::perSecond).min().orElse(0),
                figures.stream().mapToDouble(Figure::perSecond).max().orElse(0),
                Double.isNaN(reference) ? "" : String.format(Locale.ROOT, "%.2f", median / reference),
                milliseconds(figures, Figure::median),
                milliseconds(figures, Figure::p99),
                figures.stream().mapToLong(Figure::failures).sum());
    }

    private static String milliseconds(List<Figure> figures, Function<Figure, @Nullable Double> part) {
        double median = median(figures, part);
        return Double.isNaN(median) ? "" : String.format(Locale.ROOT, "%.1f", median);
    }

    private static double median(List<Figure> figures, Function<Figure, @Nullable Double> part) {
        double[] sorted = figures.stream()
                .map(part)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String outputOf(String... command) {
        try {
            return new String(
                            new ProcessBuilder(command).start().getInputStream().readAllBytes())
                    .strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
