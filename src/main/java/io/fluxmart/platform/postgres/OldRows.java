package io.fluxmart.platform.postgres;

import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Throws away what is too old, batch after batch, so that no statement holds many rows for long. */
public final class OldRows {

    private static final int BATCH = 5_000;
    private static final Logger log = LoggerFactory.getLogger(OldRows.class);

    private OldRows() {}

    /**
     * To be scheduled: it never fails. Every node may do it, since deleting twice does no harm.
     *
     * @param what they are, for the log
     * @param deleteBatch deletes at most so many, and says how many they were
     */
    public static Mono<Void> forget(String what, IntFunction<Mono<Long>> deleteBatch) {
        return Mono.defer(() -> deleteBatch.apply(BATCH))
                .repeat()
                .takeUntil(deleted -> deleted < BATCH)
                .then()
                .doOnError(error -> log.warn("{} stay until the next try: {}", what, error.toString()))
                .onErrorComplete();
    }
}
