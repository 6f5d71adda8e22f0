package io.fluxmart.orders;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some orders of a batch are there already: another transaction placed them, and nothing of this one may be written. */
final class OrdersStand extends RuntimeException {

    private final transient Set<UUID> ids;

    OrdersStand(Set<UUID> ids) {
        super(ids.size() + " orders of the batch are there already", null, false, false);
        this.ids = ids;
    }

    /** These, and those that were known before. */
    Set<UUID> and(Set<UUID> known) {
        return Stream.concat(ids.stream(), known.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
