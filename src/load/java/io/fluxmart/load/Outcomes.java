package io.fluxmart.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What buyers were told: each answer to an order with its status, and the orders that they hold a receipt for. */
final class Outcomes {

    private final Map<String, Queue<Integer>> milliseconds = new ConcurrentSkipListMap<>();
    private final Queue<UUID> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong firstAt = new AtomicLong();
    private volatile long lastAt;

    /** @param answer a status, and the code of a problem behind it */
    void told(String answer, int tookMilliseconds) {
        lastAt = System.nanoTime();
        firstAt.compareAndSet(0, lastAt);
        milliseconds
                .computeIfAbsent(answer, any -> new ConcurrentLinkedQueue<>())
                .add(tookMilliseconds);
    }

    void acknowledged(UUID order) {
        acknowledged.add(order);
    }

    Collection<UUID> acknowledged() {
        return acknowledged;
    }

    int count(String answer) {
        Queue<Integer> times = milliseconds.get(answer);
        return times == null ? 0 : times.size();
    }

    /** Between the first answer of all and the last. */
    double perSecond(String answer) {
        return count(answer) / Math.max(1e-3, (lastAt - firstAt.get()) / 1e9);
    }

    /** A line for each sort of answer; empty where nobody ordered anything. */
    String summary() {
        return milliseconds.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String line(String answer, Queue<Integer> times) {
        int[] sorted = times.stream().mapToInt(Integer::intValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%-28s %,9d  %,9.1f/s  p50 %,6d ms  p99 %,6d ms  max %,6d ms",
                answer,
                sorted.length,
                perSecond(answer),
                sorted[sorted.length / 2],
                sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)],
                Arrays.stream(sorted).max().orElse(0));
    }
}
