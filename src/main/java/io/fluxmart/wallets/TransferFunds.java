package io.fluxmart.wallets;

import static java.util.Objects.requireNonNull;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Outbox;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.OncePerKey;
import io.fluxmart.money.Money;
import io.fluxmart.money.MoneySettings;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.InvalidRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Moves money from one customer to another, or in from outside: key, ledger, events and answer in one transaction. */
@Component
class TransferFunds {

    private final WalletStore wallets;
    private final Ledger ledger;
    private final Outbox outbox;
    private final OncePerKey oncePerKey;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final MoneySettings money;
    private final JsonMapper json;
    private final Clock clock;

    TransferFunds(
            WalletStore wallets,
            Ledger ledger,
            Outbox outbox,
            OncePerKey oncePerKey,
            TransactionalOperator transaction,
            DetachedWrites writes,
            MoneySettings money,
            JsonMapper json,
            Clock clock) {
        this.wallets = wallets;
        this.ledger = ledger;
        this.outbox = outbox;
        this.oncePerKey = oncePerKey;
        this.transaction = transaction;
        this.writes = writes;
        this.money = money;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The {@link Receipt} as JSON; {@link InvalidRequest} for a transfer to oneself or to nobody, a conflict when the
     * sender has too little or the recipient too much. Nothing has changed then.
     */
    Mono<Answer> toAnother(CurrentUser sender, Claim claim, TransferRequest request) {
        UUID recipient = requireNonNull(request.toUserId());
        requireSomebodyElse(sender, recipient);
        Movement transfer = Movement.transfer(sender.id(), recipient, amountOf(request.amount()), now());
        Mono<Answer> effect = wallets.requireRecipient(recipient, "/toUserId")
                .then(ledger.move(transfer))
                .then(outbox.append(WalletEvents.sent(transfer), WalletEvents.received(transfer)))
                .then(answer(Receipt.ofTransfer(transfer)));
        return once(claim, effect);
    }

    /** The {@link Receipt} as JSON. The only way by which money comes into the books. */
    Mono<Answer> fromOutside(CurrentUser administrator, Claim claim, DepositRequest request) {
        UUID recipient = requireNonNull(request.userId());
        Movement deposit = Movement.deposit(recipient, amountOf(request.amount()), administrator.id(), now());
        Mono<Answer> effect = wallets.requireRecipient(recipient, "/userId")
                .then(ledger.move(deposit))
                .then(outbox.append(WalletEvents.deposited(deposit)))
                .then(answer(Receipt.ofDeposit(deposit)));
        return once(claim, effect);
    }

    private Mono<Answer> once(Claim claim, Mono<Answer> effect) {
        return writes.run(transaction.transactional(oncePerKey.run(claim, effect)));
    }

    private Money amountOf(@Nullable Amount requested) {
        Amount amount = requireNonNull(requested);
        money.requireOurs(amount.currency(), "/amount/currency");
        return amount.asMoney();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Mono<Answer> answer(Receipt receipt) {
        return Mono.fromSupplier(() -> Answer.first(receipt.id(), json.writeValueAsBytes(receipt)));
    }

    private static void requireSomebodyElse(CurrentUser sender, UUID recipient) {
        if (sender.id().equals(recipient)) {
            throw InvalidRequest.because("self_transfer", "/toUserId", "A transfer goes to somebody else.");
        }
    }
}
