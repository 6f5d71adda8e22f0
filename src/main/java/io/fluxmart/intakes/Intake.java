package io.fluxmart.intakes;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Takes in the rows of one entity: turns them into ours by pure functions, rejects what is not valid, writes the rest. */
public interface Intake {

    Entity entity();

    /**
     * Runs in the transaction that also notes how far the import is. Where a part of it cannot be rolled back, it may be
     * asked for the same batch again, and then has to count it as it did before.
     *
     * @param source the name of the source, from which ids of ours derive
     */
    Mono<Taken> take(UUID importId, String source, List<SourceRow> rows);

    /** As {@link #take} would, for a dry run: nothing is written but to what the rehearsal keeps for itself. */
    Mono<Taken> rehearse(Rehearsal rehearsal, String source, List<SourceRow> rows);
}
