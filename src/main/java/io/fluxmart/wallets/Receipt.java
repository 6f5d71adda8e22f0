package io.fluxmart.wallets;

import io.fluxmart.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What whoever moved money is told.
 *
 * @param fromUserId null for a deposit
 */
record Receipt(UUID id, @Nullable UUID fromUserId, UUID toUserId, Money amount, Instant createdAt) {

    static Receipt ofTransfer(Movement transfer) {
        return new Receipt(transfer.id(), transfer.from(), transfer.to(), transfer.amount(), transfer.at());
    }

    static Receipt ofDeposit(Movement deposit) {
        return new Receipt(deposit.id(), null, deposit.to(), deposit.amount(), deposit.at());
    }
}
