package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.RequestIdInLogs;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import java.time.Duration;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** Logs statements over a threshold: text, duration, rows. Never the parameters, which are other people's data. */
final class SlowQueryLog implements ProxyExecutionListener {

    private static final Logger log = LoggerFactory.getLogger(SlowQueryLog.class);

    private final Duration threshold;

    SlowQueryLog(Duration threshold) {
        this.threshold = threshold;
    }

    @Override
    public void afterQuery(QueryExecutionInfo execution) {
        if (execution.getExecuteDuration().compareTo(threshold) >= 0) {
            ContextView request = execution.getValueStore().getOrDefault(ContextView.class, Context.empty());
            RequestIdInLogs.within(request, () -> log(execution));
        }
    }

    private static void log(QueryExecutionInfo execution) {
        log.warn(
                "Slow query: {} ms, {} rows, {}: {}",
                execution.getExecuteDuration().toMillis(),
                execution.getCurrentResultCount(),
                execution.isSuccess() ? "done" : "failed",
                textOf(execution));
    }

    private static String textOf(QueryExecutionInfo execution) {
        return execution.getQueries().stream()
                .map(QueryInfo::getQuery)
                .map(query -> query.replaceAll("\\s+", " ").strip())
                .collect(Collectors.joining("; "));
    }
}
