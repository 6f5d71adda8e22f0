package io.fluxmart.limits;

import io.fluxmart.platform.observability.RequestIdInLogs;
import io.fluxmart.problem.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Counts in Redis, for all nodes together; without Redis, or when it is too slow, each node counts by itself. */
@Component
class Counters {

    private static final Logger log = LoggerFactory.getLogger(Counters.class);

    private final CounterStore shared;
    private final LocalCounters local;
    private final LimitSettings settings;
    private final Counter countedLocally;

    Counters(CounterStore shared, LocalCounters local, LimitSettings settings, MeterRegistry meters) {
        this.shared = shared;
        this.local = local;
        this.settings = settings;
        this.countedLocally = Counter.builder("fluxmart.limits.local")
                .description("Requests that were counted by this node alone")
                .register(meters);
    }

    /**
     * One standing for each charge, up to the first that is exceeded. Never fails. It goes on off the Redis client's one
     * thread, or every request of the node would be served on that.
     */
    Mono<List<Standing>> count(List<Charge> charges) {
        return shared.count(charges)
                .timeout(settings.patience())
                .doOnEach(RequestIdInLogs.onError(Counters::report))
                .onErrorResume(error -> Mono.fromSupplier(() -> countLocally(charges)))
                .publishOn(Schedulers.parallel());
    }

    private static void report(Throwable error) {
        if (!isOutage(error)) {
            log.error("Limits are counted locally", error);
        }
    }

    /** The way to Redis logs these itself, once each. */
    private static boolean isOutage(Throwable error) {
        return error instanceof Unavailable || error instanceof TimeoutException;
    }

    private List<Standing> countLocally(List<Charge> charges) {
        countedLocally.increment();
        return local.count(charges);
    }
}
