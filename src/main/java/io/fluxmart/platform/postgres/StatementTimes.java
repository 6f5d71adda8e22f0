package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.RequestIdInLogs;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/** Logs statements over a threshold: text, duration, rows. Never the parameters, which are other people's data. */
final class SlowQueryLog {

    private static final Logger log = LoggerFactory.getLogger(SlowQueryLog.class);

    private final Duration threshold;

    SlowQueryLog(Duration threshold) {
        this.threshold = threshold;
    }

    /**
     * A statement was carried out, or given up.
     *
     * @param rows read or written, as far as somebody asked
     * @param request on whose behalf
     */
    void ended(String sql, Duration took, long rows, SignalType how, ContextView request) {
        if (took.compareTo(threshold) >= 0) {
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
