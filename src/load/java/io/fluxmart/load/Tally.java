package io.fluxmart.load;

import java.util.concurrent.atomic.LongAdder;

/**
 * What one event loop's streams heard. Delays are counted in tenths of a millisecond, up to a minute. Written by its loop
 * alone; whoever reads it in the meantime sees figures of a moment ago.
 */
final class Tally {

    private static final int STEPS = 600_000;
    private static final int NANOS_A_STEP = 100_000;

    final LongAdder deliveries = new LongAdder();
    final LongAdder connected = new LongAdder();
    final LongAdder ended = new LongAdder();
    private int[] delays = new int[STEPS];
    long missed;
    long repeated;
    long resets;

    void deliver(long delayNanos) {
        delays[(int) Math.max(0, Math.min(delayNanos / NANOS_A_STEP, STEPS - 1))]++;
        deliveries.increment();
    }

    void addTo(int[] sum) {
        int[] mine = delays;
        for (int i = 0; i < STEPS; i++) {
            sum[i] += mine[i];
        }
    }

    /** A new measurement begins. */
    void forgetDelays() {
        delays = new int[STEPS];
    }

    static int[] noDelays() {
        return new int[STEPS];
    }

    /** In milliseconds. */
    static double quantile(int[] delays, double share) {
        long all = 0;
        for (int count : delays) {
            all += count;
        }
        long wanted = (long) Math.ceil(all * share);
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += delays[i];
            if (seen >= wanted && seen > 0) {
                return (i + 1) * (NANOS_A_STEP / 1e6);
            }
        }
        return 0;
    }
}
