package io.fluxmart.platform.mongo;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.BsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs commands over a threshold: name, collection, duration. Never the values, which are other people's data. */
final class SlowCommandLog implements CommandListener {

    private static final Logger log = LoggerFactory.getLogger(SlowCommandLog.class);

    private final Duration threshold;
    private final Counter slow;
    private final Map<Integer, String> collections = new ConcurrentHashMap<>();

    SlowCommandLog(Duration threshold, MeterRegistry meters) {
        this.threshold = threshold;
        this.slow = Counter.builder("fluxmart.queries.slow")
                .description("Statements and commands over the threshold of the log")
                .tag("store", "mongodb")
                .register(meters);
    }

    /** Only the start tells the collection; the pool bounds how many are under way. */
    @Override
    public void commandStarted(CommandStartedEvent event) {
        BsonValue collection = event.getCommand().get(event.getCommandName());
        if (collection != null && collection.isString()) {
            collections.put(event.getRequestId(), collection.asString().getValue());
        }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
        logIfSlow(event.getRequestId(), event.getCommandName(), event.getElapsedTime(TimeUnit.MILLISECONDS));
    }

    @Override
    public void commandFailed(CommandFailedEvent event) {
        logIfSlow(event.getRequestId(), event.getCommandName(), event.getElapsedTime(TimeUnit.MILLISECONDS));
    }

    private void logIfSlow(int request, String command, long millis) {
        String collection = collections.remove(request);
        if (millis >= threshold.toMillis()) {
            slow.increment();
            log.warn("Slow MongoDB command: {} ms, {} {}", millis, command, collection == null ? "" : collection);
        }
    }
}
