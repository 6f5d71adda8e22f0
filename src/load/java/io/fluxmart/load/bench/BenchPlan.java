package io.fluxmart.load.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured, by system properties.
 *
 * @param workloads {@code -Dworkloads=orders,hot,read}
 * @param contestants {@code -Dcontestants=…}: those whose name contains one of these words; all without it
 * @param rounds {@code -Drounds=5}, in which each contestant has a turn
 * @param turn {@code -Dseconds=5} of each turn
 * @param warmUp {@code -DwarmUp=15} seconds of each, not counted
 * @param products {@code -Dproducts=10000}
 * @param users {@code -Dusers=1000}
 */
record BenchPlan(
        List<Workload> workloads,
        List<String> contestants,
        int rounds,
        Duration turn,
        Duration warmUp,
        int products,
        int users) {

    static BenchPlan ofSystemProperties() {
        return new BenchPlan(
                words("workloads", "orders,hot,read").map(Workload::of).toList(),
                words("contestants", "").toList(),
                Integer.getInteger("rounds", 5),
                Duration.ofSeconds(Integer.getInteger("seconds", 5)),
                Duration.ofSeconds(Integer.getInteger("warmUp", 15)),
                Integer.getInteger("products", 10_000),
                Integer.getInteger("users", 1_000));
    }

    private static Stream<String> words(String property, String fallback) {
        return Stream.of(System.getProperty(property, fallback).split(",")).filter(word -> !word.isEmpty());
    }

    boolean wants(String contestant) {
        return contestants.isEmpty() || contestants.stream().anyMatch(contestant::contains);
    }
}
