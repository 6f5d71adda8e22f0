package io.fluxmart.load.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, by system properties.
 *
 * @param workloads {@code -Dworkloads=orders,hot,read}
 * @param contestants {@code -Dcontestants=…}: those whose name contains one of these words, or is one behind {@code =}; all without it
 * @param rounds {@code -Drounds=5}, in which each contestant has a turn
 * @param turn {@code -Dseconds=10} of each turn
 * @param warmUp {@code -DwarmUp=120} seconds of each, not counted; a quarter of it before later workloads
 * @param products {@code -Dproducts=10000}
 * @param users {@code -Dusers=1000}
 * @param other {@code -Dother=../before/target}: of another checkout of ours, compiled with {@code mvn -Pload test-compile}; its
 *     node, on {@link io.fluxmart.load.Jvm#other()}, is a contestant then
 * @param otherSettings {@code -DotherSettings=FLUXMART_CHECKOUT_MAX_BATCH=32,…} of that node alone
 */
record BenchPlan(
        List<Workload> workloads,
        List<String> contestants,
        int rounds,
        Duration turn,
        Duration warmUp,
        int products,
        int users,
        @Nullable Path other,
        Map<String, String> otherSettings) {

    static BenchPlan ofSystemProperties() {
        return new BenchPlan(
                words("workloads", "orders,hot,read").map(Workload::of).toList(),
                words("contestants", "").toList(),
                Integer.getInteger("rounds", 5),
                Duration.ofSeconds(Integer.getInteger("seconds", 10)),
                Duration.ofSeconds(Integer.getInteger("warmUp", 120)),
                Integer.getInteger("products", 10_000),
                Integer.getInteger("users", 1_000),
                System.getProperty("other") == null ? null : Path.of(System.getProperty("other")),
                words("otherSettings", "").collect(Collectors.toMap(BenchPlan::nameOf, BenchPlan::valueOf)));
    }

    private static String nameOf(String setting) {
        return setting.replaceAll("=.*", "");
    }

    private static String valueOf(String setting) {
        return setting.replaceAll("^[^=]*=", "");
    }

    private static Stream<String> words(String property, String fallback) {
        return Stream.of(System.getProperty(property, fallback).split(",")).filter(word -> !word.isEmpty());
    }

    /** Most of the code is warm when the first workload is over. */
    Duration warmUpFor(Workload workload) {
        return workload == workloads.get(0) ? warmUp : warmUp.dividedBy(4);
    }

    boolean wants(String contestant) {
        return contestants.isEmpty()
                || contestants.stream().anyMatch(word -> contestant.contains(word) || word.equals("=" + contestant));
    }
}
