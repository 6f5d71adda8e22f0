package io.fluxmart.rankings;

import java.util.UUID;

/**
 * What a product or a customer has on a board, or gets more of it.
 *
 * @param member sorts as its id does, since sorted sets order ties by their members' bytes
 * @param value exact up to 2^53, like every score in Redis; a sum of money beyond that is rounded
 */
record Score(Board board, String member, long value) {

    static Score sold(long productId, long pieces) {
        return new Score(Board.SOLD, "%019d".formatted(productId), pieces);
    }

    static Score spent(UUID userId, long amount) {
        return new Score(Board.SPENT, userId.toString(), amount);
    }

    static Score orders(UUID userId, long count) {
        return new Score(Board.ORDERS, userId.toString(), count);
    }

    Score plus(Score other) {
        return new Score(board, member, Math.addExact(value, other.value));
    }
}
