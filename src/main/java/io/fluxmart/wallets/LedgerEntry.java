package io.fluxmart.wallets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fluxmart.money.Money;
import io.fluxmart.paging.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of somebody's account: their half of a movement.
 *
 * @param id grows with each entry of a wallet, in the order in which they were committed
 * @param amount negative for what went out
 * @param balance after this entry
 * @param otherUserId who sent or received a transfer
 */
record LedgerEntry(
        @JsonIgnore long id,
        UUID movementId,
        MovementKind kind,
        Money amount,
        Money balance,
        @Nullable UUID otherUserId,
        @Nullable UUID orderId,
        Instant createdAt) {

    /** Behind which no entry was left out: the newest there can be. */
    static final long NEWEST = Long.MAX_VALUE;

    String cursor() {
        return Cursor.of(id).encoded();
    }

    static long idIn(String cursor) {
        return Cursor.decode(cursor, 1, parts -> parts.number(0));
    }
}
