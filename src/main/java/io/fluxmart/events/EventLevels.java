package io.fluxmart.events;

import static io.fluxmart.platform.postgres.Values.required;

import io.fluxmart.platform.lifecycle.Sampled;
import io.fluxmart.platform.observability.StorePresence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How far those who follow events are behind: {@code fluxmart.outbox.depth} and {@code fluxmart.outbox.age} of what the
 * relay has not moved, {@code fluxmart.events.lag} of what this node has not handed out. No number while PostgreSQL does not
 * answer.
 */
@Component
class EventLevels implements SmartLifecycle {

    /** Longer than rounds of the feed take, and than a pause of this node. */
    private static final Duration PRESENCE = Duration.ofSeconds(5);

    /** Beyond this the depth says "at least": counting must not become slow just when there is much. */
    private static final int MOST_COUNTED = 100_000;

    /** @param age seconds since the oldest was written */
    private record Levels(long depth, double age, long lag) {}

    private final DatabaseClient database;
    private final EventFeed feed;
    private final Sampled<Levels> sampled = new Sampled<>(this::measure);

    EventLevels(DatabaseClient database, EventFeed feed, MeterRegistry meters) {
        this.database = database;
        this.feed = feed;
        Gauge.builder("fluxmart.outbox.depth", sampled, levels -> levels.read(Levels::depth))
                .description("Events that are committed and not yet in the log, " + MOST_COUNTED + " at most")
                .register(meters);
        TimeGauge.builder("fluxmart.outbox.age", sampled, TimeUnit.SECONDS, levels -> levels.read(Levels::age))
                .description("Age of the oldest of them")
                .register(meters);
        Gauge.builder("fluxmart.events.lag", sampled, levels -> levels.read(Levels::lag))
                .description("Events in the log that this node has not handed out")
                .register(meters);
        StorePresence.gauge("postgresql", () -> feed.isCurrent(PRESENCE), meters);
    }

    private Mono<Levels> measure() {
        return database.sql("""
                        SELECT (SELECT count(*) FROM (SELECT FROM outbox LIMIT :most) AS counted) AS depth,
                               coalesce((SELECT greatest(0, extract(epoch FROM clock_timestamp() - occurred_at))
                                         FROM outbox ORDER BY id LIMIT 1), 0)::float8 AS age,
                               last_seq
                        FROM event_log_head
                        """)
                .bind("most", MOST_COUNTED)
                .map(row -> new Levels(
                        required(row, "depth", Long.class),
                        required(row, "age", Double.class),
                        Math.max(0, required(row, "last_seq", Long.class) - feed.head())))
                .one();
    }

    @Override
    public void start() {
        sampled.start();
    }

    @Override
    public void stop() {
        sampled.stop();
    }

    @Override
    public boolean isRunning() {
        return sampled.isRunning();
    }
}
