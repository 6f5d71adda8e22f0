package io.fluxmart.imports;

import io.fluxmart.problem.Failure;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Reads a source from some place on. What it holds in memory is one page that nobody has asked for yet. */
@Component
class ReadPages {

    private final ImportSettings settings;

    ReadPages(ImportSettings settings) {
        this.settings = settings;
    }

    Flux<Batch> of(Run run, Entity entity, Optional<SourceId> after) {
        return page(run, entity, after).expand(batch -> page(run, entity, Optional.of(batch.last())));
    }

    /**
     * Empty at the end. {@code flatMap} asks for the page at once: the time limit would else go on while the writes of
     * earlier pages take their time.
     */
    private Mono<Batch> page(Run run, Entity entity, Optional<SourceId> after) {
        int size = run.taken().batchSize();
        return persistently(() -> run.source().page(entity, after, size))
                .flatMap(rows -> Mono.justOrEmpty(batch(entity, after, rows)));
    }

    private static Optional<Batch> batch(Entity entity, Optional<SourceId> after, List<SourceRow> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Batch(entity, after, rows));
    }

    /** {@link SourceFailed} in the end; what the source says of its contents is said at once. */
    <T> Mono<T> persistently(Supplier<Mono<T>> read) {
        return Mono.defer(read)
                .timeout(settings.pageTimeLimit())
                .retryWhen(severalTimes())
                .onErrorMap(error -> !(error instanceof Failure), SourceFailed::new);
    }

    private RetryBackoffSpec severalTimes() {
        return Retry.backoff(settings.retries(), settings.retryDelay())
                .filter(error -> !(error instanceof Failure))
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }
}
