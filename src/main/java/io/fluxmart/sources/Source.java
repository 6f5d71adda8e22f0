package io.fluxmart.sources;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/** A foreign database, read page by page. Whatever of its driver's types there is, ends here. */
public interface Source {

    /** Those of which it has a table or collection; users always, or an error. */
    Mono<Set<Entity>> entities();

    /** About how many rows there are. */
    Mono<Long> count(Entity entity);

    /**
     * The rows behind one, by id in ascending order; an empty list is the end. Rows that come or go meanwhile shift nothing.
     *
     * @param after the id of the last row of the page before; the first page where there is none
     * @param limit the most rows to come
     */
    Mono<List<SourceRow>> page(Entity entity, Optional<SourceId> after, int limit);

    /** Closes its connections. */
    Mono<Void> close();
}
