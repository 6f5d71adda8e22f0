package io.fluxmart.imports;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Rows in memory, which a database might refuse to hold; their ids are 1, 2, 3 and so on. */
record Archive(Map<Entity, List<Map<String, Object>>> rows) implements Source {

    @Override
    public Mono<Set<Entity>> entities() {
        return Mono.just(rows.keySet());
    }

    @Override
    public Mono<Long> count(Entity entity) {
        return Mono.just((long) rows.get(entity).size());
    }

    @Override
    public Mono<List<SourceRow>> page(Entity entity, Optional<SourceId> after, int limit) {
        List<Map<String, Object>> all = rows.get(entity);
        int from = after.map(SourceId::text).map(Integer::valueOf).orElse(0);
        return Mono.fromSupplier(() -> IntStream.range(from, Math.min(all.size(), from + limit))
                .mapToObj(i -> new SourceRow(SourceId.number(i + 1), all.get(i)))
                .toList());
    }

    @Override
    public Mono<Void> close() {
        return Mono.empty();
    }
}
