package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.RequestIdInLogs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/**
 * How long statements take: {@code fluxmart.postgres.statements}, a timer of all of them, and {@code
 * fluxmart.queries.slow}. Those over a threshold are logged with text, duration and rows; never with their parameters, which are
 * other people's data.
 */
final class StatementTimes {

    private static final Logger log = LoggerFactory.getLogger(StatementTimes.class);

    private final Duration threshold;
    private final Timer all;
    private final Counter slow;

    StatementTimes(Duration threshold, MeterRegistry meters) {
        this.threshold = threshold;
        this.all = Timer.builder("fluxmart.postgres.statements")
                .description("From sending a statement to its last row")
                .register(meters);
        this.slow = Counter.builder("fluxmart.queries.slow")
                .description("Statements and commands over the threshold of the log")
                .tag("store", "postgresql")
                .register(meters);
    }

    /**
     * A statement was carried out, or given up.
     *
     * @param rows read or written, as far as somebody asked
     * @param request on whose behalf
     */
    void ended(String sql, Duration took, long rows, SignalType how, ContextView request) {
        all.record(took);
        if (took.compareTo(threshold) >= 0) {
            slow.increment();
            RequestIdInLogs.within(
                    request,
                    () -> log.warn("Slow query: {} ms, {} rows, {}: {}", took.toMillis(), rows, word(how), line(sql)));
        }
    }

    private static String word(SignalType how) {
        return switch (how) {
            case ON_COMPLETE -> "done";
            case ON_ERROR -> "failed";
            default -> "cancelled";
        };
    }

    private static String line(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }
}
