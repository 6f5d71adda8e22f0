package io.fluxmart.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What all streams of a run heard. */
final class Heard {

    private static final Pattern SEQ = Pattern.compile("\"id\":\"(\\d+)\"");
    private static final Pattern NUMBER = Pattern.compile("number\\\\?\":(\\d+)");
    private static final Pattern SENT_AT = Pattern.compile("sentAt\\\\?\":(\\d+)");
    private static final int LONGEST_DELAY = 60_000;

    private final AtomicLong broadcasts = new AtomicLong();
    private final Queue<Ear> ears = new ConcurrentLinkedQueue<>();
    private final AtomicIntegerArray delays = new AtomicIntegerArray(LONGEST_DELAY + 1);
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder disorder = new LongAdder();

    Ear newEar() {
        Ear ear = new Ear();
        ears.add(ear);
        return ear;
    }

    long nextBroadcast() {
        return broadcasts.incrementAndGet();
    }

    /** Each stream was open before the first broadcast, and is entitled to all of them. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        long incomplete =
                ears.stream().filter(ear -> ear.count != broadcasts.get()).count();
        if (incomplete > 0) {
            broken.add("each stream hears all %,d broadcasts: %,d of %,d did not"
                    .formatted(broadcasts.get(), incomplete, ears.size()));
        }
        if (disorder.sum() > 0) {
            broken.add("on a stream no seq comes twice or too late: %,d did".formatted(disorder.sum()));
        }
        return broken;
    }

    String summary() {
        return String.format(
                Locale.ROOT,
                "%,d streams, %,d broadcasts, %,d deliveries, p50 %,d ms, p99 %,d ms, max %,d ms",
                ears.size(),
                broadcasts.get(),
                deliveries.sum(),
                delay(0.5),
                delay(0.99),
                delay(1));
    }

    private int delay(double share) {
        long wanted = (long) Math.ceil(deliveries.sum() * share);
        long seen = 0;
        for (int delay = 0; delay <= LONGEST_DELAY; delay++) {
            seen += delays.get(delay);
            if (seen > 0 && seen >= wanted) {
                return delay;
            }
        }
        return 0;
    }

    /** One stream's; used by one thread at a time. */
    final class Ear {

        private long lastSeq;
        private volatile long count;

        /** @param message as Gatling gives it: a JSON object of the event's fields */
        void hear(long arrivedAt, String message) {
            Matcher seq = SEQ.matcher(message);
            if (!seq.find()) {
                return; // comments and the greeting
            }
            inOrder(Long.parseLong(seq.group(1)));
            Matcher number = NUMBER.matcher(message);
            Matcher sentAt = SENT_AT.matcher(message);
            if (number.find() && sentAt.find()) {
                count++;
                deliveries.increment();
                long delay = arrivedAt - Long.parseLong(sentAt.group(1));
                delays.incrementAndGet((int) Math.max(0, Math.min(LONGEST_DELAY, delay)));
            }
        }

        private void inOrder(long seq) {
            if (seq <= lastSeq) {
                disorder.increment();
            }
            lastSeq = seq;
        }
    }
}
