package io.fluxmart.platform.mongo;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * All ids between two, but for a few: one condition, however many they are.
 *
 * @param first of the ids, in the order of their bytes
 * @param last of the ids
 */
public record IdRange(UUID first, UUID last, Set<UUID> except) {

    public static IdRange between(UUID first, UUID last, Collection<UUID> except) {
        return new IdRange(first, last, Set.copyOf(except));
    }

    /** Whose id this field has. */
    public Criteria in(String field) {
        return where(field).gte(first).lte(last).nin(except);
    }

    public boolean contains(UUID id) {
        return first.toString().compareTo(id.toString()) <= 0
                && id.toString().compareTo(last.toString()) <= 0
                && !except.contains(id);
    }
}
