package io.fluxmart.imports;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import io.fluxmart.sources.SourceRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows that are written in one transaction, and the row that they follow. */
record Batch(Entity entity, Optional<SourceId> after, List<SourceRow> rows) {

    SourceId last() {
        return rows.get(rows.size() - 1).id();
    }

    boolean isOfSeveral() {
        return rows.size() > 1;
    }

    /** Each row in a batch of its own. */
    List<Batch> split() {
        return IntStream.range(0, rows.size()).mapToObj(this::only).toList();
    }

    private Batch only(int place) {
        Optional<SourceId> before =
                place == 0 ? after : Optional.of(rows.get(place - 1).id());
        return new Batch(entity, before, List.of(rows.get(place)));
    }
}
