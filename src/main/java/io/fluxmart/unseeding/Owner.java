package io.fluxmart.unseeding;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A demo user who can go.
 *
 * @param isLinked has sent money to another demo user, or received some
 */
record Owner(UUID id, long orders, boolean isLinked) {

    private static final int USERS_AT_ONCE = 500;
    private static final int ORDERS_AT_ONCE = 2_000;

    /**
     * Pieces that one transaction can take. Those who are linked come together, and first: a movement goes as a whole, and
     * must not be missing from the wallet of somebody who is still there.
     */
    static List<List<Owner>> inPieces(List<Owner> owners) {
        List<List<Owner>> pieces = new ArrayList<>();
        List<Owner> linked = owners.stream().filter(Owner::isLinked).toList();
        if (!linked.isEmpty()) {
            pieces.add(linked);
        }
        List<Owner> piece = new ArrayList<>();
        long orders = 0;
        for (Owner owner : owners.stream().filter(one -> !one.isLinked()).toList()) {
            if (!piece.isEmpty() && (piece.size() == USERS_AT_ONCE || orders + owner.orders() > ORDERS_AT_ONCE)) {
                pieces.add(List.copyOf(piece));
                piece.clear();
                orders = 0;
            }
            piece.add(owner);
            orders += owner.orders();
        }
        if (!piece.isEmpty()) {
            pieces.add(List.copyOf(piece));
        }
        return pieces;
    }

    static UUID[] ids(List<Owner> owners) {
        return owners.stream().map(Owner::id).toArray(UUID[]::new);
    }
}
