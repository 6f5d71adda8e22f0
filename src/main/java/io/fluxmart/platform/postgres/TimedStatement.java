package io.fluxmart.platform.postgres;

import io.fluxmart.platform.observability.Traces;
import io.micrometer.tracing.Span;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/** A statement that tells how long it took, from the moment it is sent to the last row. */
final class TimedStatement implements Statement {

    private final Statement statement;
    private final String sql;
    private final StatementTimes times;
    private final Traces traces;
    private final Runnable onAnswer;

    /** @param onAnswer run when it has been carried out */
    TimedStatement(Statement statement, String sql, StatementTimes times, Traces traces, Runnable onAnswer) {
        this.statement = statement;
        this.sql = sql;
        this.times = times;
        this.traces = traces;
        this.onAnswer = onAnswer;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return Flux.deferContextual(request -> {
            Execution execution = new Execution(request);
            return Flux.from(statement.execute()).<Result>map(execution::begin).doFinally(execution::end);
        });
    }

    @Override
    public Statement add() {
        statement.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        statement.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        statement.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        statement.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        statement.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        statement.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        statement.fetchSize(rows);
        return this;
    }

    /**
     * One run of the statement. Its publisher may end as soon as there is a result, long before the rows: it is over when both are.
     */
    private final class Execution {

        private final long begin = System.nanoTime();
        private final ContextView request;
        private final Span span;
        private final AtomicInteger open = new AtomicInteger(1);
        private long rows; // they come one after the other
        private volatile @Nullable Throwable failure;

        Execution(ContextView request) {
            this.request = request;
            this.span = traces.begin("postgresql", request);
        }

        Result begin(Result result) {
            open.incrementAndGet();
            return new CountedResult(result, this);
        }

        <T> Publisher<T> watch(Publisher<T> rows) {
            return Flux.from(rows).doOnError(failed -> failure = failed).doFinally(this::end);
        }

        void end(SignalType signal) {
            if (open.decrementAndGet() == 0) {
                tell(failure == null ? signal : SignalType.ON_ERROR);
            }
        }

        private void tell(SignalType how) {
            if (how == SignalType.ON_COMPLETE) {
                onAnswer.run();
            }
            endSpan();
            times.ended(sql, Duration.ofNanos(System.nanoTime() - begin), rows, how, request);
        }

        /** By the names of OpenTelemetry's semantic conventions for databases; never the parameters. */
        private void endSpan() {
            if (span.isNoop()) {
                return;
            }
            span.tag("db.system.name", "postgresql")
                    .tag("db.query.text", sql.replaceAll("\\s+", " ").strip())
                    .tag("db.response.returned_rows", rows);
            @Nullable Throwable failed = failure;
            if (failed != null) {
                span.error(failed);
            }
            span.end();
        }
    }

    private record CountedResult(Result result, Execution execution) implements Result {

        @Override
        public Publisher<Long> getRowsUpdated() {
            return execution.watch(Flux.from(result.getRowsUpdated()).doOnNext(updated -> execution.rows += updated));
        }

        @Override
        public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
            return execution.watch(result.map((row, metadata) -> {
                execution.rows++;
                return mapping.apply(row, metadata);
            }));
        }

        @Override
        public Result filter(Predicate<Segment> filter) {
            return new CountedResult(result.filter(filter), execution);
        }

        @Override
        public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
            return execution.watch(result.flatMap(segment -> {
                if (segment instanceof RowSegment) {
                    execution.rows++;
                }
                return mapping.apply(segment);
            }));
        }
    }
}
