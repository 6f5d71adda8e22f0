package io.fluxmart.imports;

import io.fluxmart.intakes.Rehearsal;
import io.fluxmart.sources.Entity;
import io.fluxmart.sources.Source;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One process' work on an import.
 *
 * @param taken as it was when this process took it over
 * @param runner this process
 * @param rehearsal for a dry run
 */
record Run(
        Import taken, UUID runner, Source source, @Nullable Rehearsal rehearsal) {

    UUID importId() {
        return taken.id();
    }

    boolean isBehind(Entity entity) {
        return taken.steps().stream().anyMatch(step -> step.entity() == entity && step.done());
    }
}
