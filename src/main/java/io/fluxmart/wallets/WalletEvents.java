package io.fluxmart.wallets;

import io.fluxmart.events.NewEvent;
import io.fluxmart.money.Money;
import java.util.UUID;

/** What this room tells those whose money moved. */
final class WalletEvents {

    /** What a transfer event carries. */
    record TransferFacts(UUID transferId, UUID fromUserId, UUID toUserId, Money amount) {}

    /** What a deposit event carries. */
    record DepositFacts(UUID depositId, Money amount) {}

    private WalletEvents() {}

    static NewEvent sent(Movement transfer) {
        return new NewEvent("transfer.sent", transfer.from(), factsOf(transfer), transfer.at());
    }

    static NewEvent received(Movement transfer) {
        return new NewEvent("transfer.received", transfer.to(), factsOf(transfer), transfer.at());
    }

    static NewEvent deposited(Movement deposit) {
        return new NewEvent(
                "wallet.deposited", deposit.to(), new DepositFacts(deposit.id(), deposit.amount()), deposit.at());
    }

    private static TransferFacts factsOf(Movement transfer) {
        return new TransferFacts(transfer.id(), transfer.from(), transfer.to(), transfer.amount());
    }
}
