package io.fluxmart.load;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How many answers of which status came, and after how long. */
public final class Answers {

    private static final class Times {

        private long[] nanos = new long[1_024];
        private int count;

        void add(long time) {
            nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
            nanos[count++] = time;
        }

        double quantile(double share) {
            long[] sorted = Arrays.copyOf(nanos, count);
            Arrays.sort(sorted);
            return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1, share * count)] / 1e6;
        }
    }

    private final Map<Integer, Times> byStatus = new TreeMap<>();

    void note(int status, long nanos) {
        byStatus.computeIfAbsent(status, word -> new Times()).add(nanos);
    }

    public int count(int status) {
        Times times = byStatus.get(status);
        return times == null ? 0 : times.count;
    }

    public int count() {
        return byStatus.values().stream().mapToInt(times -> times.count).sum();
    }

    /** In milliseconds; not a number where there were none. */
    public double quantile(int status, double share) {
        Times times = byStatus.get(status);
        return times == null ? Double.NaN : times.quantile(share);
    }
}
