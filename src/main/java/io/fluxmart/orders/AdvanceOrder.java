package io.fluxmart.orders;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Outbox;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.OncePerKey;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.NotFound;
import io.fluxmart.products.Stock;
import io.fluxmart.wallets.Ledger;
import io.fluxmart.wallets.Movement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leads an order through its life. Each step is one transaction: status, history, money, stock and event. Going where
 * the order already stands changes nothing and answers the same; where no way leads is an {@link IllegalTransition}. An
 * order that is not theirs is {@link NotFound}.
 *
 * <p>Rows are locked in one order: the order's, then those of its products, then wallets.
 */
@Component
class AdvanceOrder {

    private static final @Nullable UUID ANYBODY = null;

    private final OrderStore orders;
    private final Stock stock;
    private final Ledger ledger;
    private final Outbox outbox;
    private final OncePerKey oncePerKey;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final JsonMapper json;

    AdvanceOrder(
            OrderStore orders,
            Stock stock,
            Ledger ledger,
            Outbox outbox,
            OncePerKey oncePerKey,
            TransactionalOperator transaction,
            DetachedWrites writes,
            JsonMapper json) {
        this.orders = orders;
        this.stock = stock;
        this.ledger = ledger;
        this.outbox = outbox;
        this.oncePerKey = oncePerKey;
        this.transaction = transaction;
        this.writes = writes;
        this.json = json;
    }

    /** Pays out of the buyer's wallet; the order as JSON. Refused as a conflict when the wallet holds too little. */
    Mono<Answer> pay(CurrentUser buyer, Claim claim, UUID orderId) {
        Mono<Answer> effect = advance(new Transition(orderId, buyer.id(), OrderStatus.PROCESSING, buyer.id()))
                .map(order -> Answer.first(order.id(), json.writeValueAsBytes(order)));
        return writes.run(transaction.transactional(oncePerKey.run(claim, effect)));
    }

    /** Puts the pieces back on the shelf, and the money, if it was paid, back into the buyer's wallet. */
    Mono<Order> cancel(CurrentUser who, UUID orderId) {
        UUID owner = who.isAdmin() ? ANYBODY : who.id();
        return commit(new Transition(orderId, owner, OrderStatus.CANCELLED, who.id()));
    }

    Mono<Order> ship(CurrentUser administrator, UUID orderId) {
        return commit(new Transition(orderId, ANYBODY, OrderStatus.SHIPPED, administrator.id()));
    }

    Mono<Order> deliver(CurrentUser administrator, UUID orderId) {
        return commit(new Transition(orderId, ANYBODY, OrderStatus.DELIVERED, administrator.id()));
    }

    private Mono<Order> commit(Transition transition) {
        return writes.run(transaction.transactional(advance(transition)));
    }

    private Mono<Order> advance(Transition transition) {
        return orders.updateStatus(transition)
                .switchIfEmpty(Mono.error(() -> new NotFound("The order")))
                .flatMap(outcome -> orders.find(transition.orderId(), transition.owner())
                        .delayUntil(order -> outcome.isChanged()
                                ? settle(order, outcome.from(), transition.by())
                                : requireThereAlready(outcome.from(), transition.to())));
    }

    private static Mono<Void> requireThereAlready(OrderStatus from, OrderStatus to) {
        return from == to ? Mono.empty() : Mono.error(() -> new IllegalTransition(from, to));
    }

    private Mono<Void> settle(Order order, OrderStatus from, UUID by) {
        Mono<Void> effect = switch (order.status()) {
            case PROCESSING -> charge(order);
            case CANCELLED -> stock.putBack(order.stockLines()).then(giveBack(order, from, by));
            default -> Mono.empty();
        };
        return effect.then(outbox.append(OrderEvents.about(order)));
    }

    private Mono<Void> charge(Order order) {
        return order.isFree()
                ? Mono.empty()
                : ledger.move(Movement.payment(order.id(), order.userId(), order.total(), order.updatedAt()));
    }

    private Mono<Void> giveBack(Order order, OrderStatus from, UUID by) {
        return from != OrderStatus.PROCESSING || order.isFree()
                ? Mono.empty()
                : ledger.move(Movement.refund(order.id(), order.userId(), order.total(), by, order.updatedAt()));
    }
}
