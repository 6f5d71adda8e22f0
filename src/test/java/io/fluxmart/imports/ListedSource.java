package io.fluxmart.imports;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;

/** Users with the ids 1, 2, 3 and so on, in memory. */
final class ListedSource implements Source {

    private final List<SourceRow> users;
    private final AtomicInteger pages = new AtomicInteger();
    private volatile IntFunction<Mono<Void>> before = page -> Mono.empty();

    ListedSource(List<SourceRow> users) {
        this.users = users;
    }

    /** @param before what each page waits for, by its number from 1 on; its error is the page's */
    ListedSource before(IntFunction<Mono<Void>> before) {
        this.before = before;
        return this;
    }

    int pagesRead() {
        return pages.get();
    }

    @Override
    public Mono<Set<Entity>> entities() {
        return Mono.just(Set.of(Entity.USERS));
    }

    @Override
    public Mono<Long> count(Entity entity) {
        return Mono.just((long) users.size());
    }

    @Override
    public Mono<List<SourceRow>> page(Entity entity, Optional<SourceId> after, int limit) {
        int from = after.map(SourceId::text).map(Integer::valueOf).orElse(0);
        return Mono.defer(() -> before.apply(pages.incrementAndGet()))
                .then(Mono.fromSupplier(() -> users.subList(from, Math.min(users.size(), from + limit))));
    }

    @Override
    public Mono<Void> close() {
        return Mono.empty();
    }
}
