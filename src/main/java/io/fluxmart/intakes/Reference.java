package io.fluxmart.intakes;

import io.fluxmart.sources.Entity;
import io.fluxmart.sources.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which user a row names.
 *
 * @param field where, in the source's own names, inside the object that names them
 * @param ids at least one, of which one may be known
 */
public record Reference(String field, List<SourceId> ids) {

    List<UUID> targets(String source) {
        return ids.stream().map(id -> TargetIds.of(source, Entity.USERS, id)).toList();
    }

    Optional<UUID> among(Set<UUID> known, String source) {
        return targets(source).stream().filter(known::contains).findFirst();
    }

    /** Of those that are known, or else at all. */
    UUID likeliest(Set<UUID> known, String source) {
        return among(known, source).orElseGet(() -> targets(source).get(0));
    }
}
