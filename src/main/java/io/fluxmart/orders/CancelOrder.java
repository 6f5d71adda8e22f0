package io.fluxmart.orders;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Outbox;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.problem.NotFound;
import io.fluxmart.products.Stock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Cancels a pending order and puts its pieces back on the shelf, in one transaction. */
@Component
class CancelOrder {

    private final OrderStore orders;
    private final Stock stock;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;

    CancelOrder(
            OrderStore orders, Stock stock, Outbox outbox, TransactionalOperator transaction, DetachedWrites writes) {
        this.orders = orders;
        this.stock = stock;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
    }

    /**
     * The cancelled order; cancelling again changes nothing and answers the same. {@link NotFound} when it is not the
     * buyer's, {@link IllegalTransition} when it is no longer pending.
     */
    Mono<Order> of(CurrentUser buyer, UUID orderId) {
        Mono<Order> cancel = orders.updatePendingToCancelled(orderId, buyer.id())
                .flatMap(changed -> changed > 0
                        ? orders.findOf(buyer.id(), orderId).flatMap(this::settle)
                        : requireCancelled(buyer, orderId));
        return writes.run(transaction.transactional(cancel));
    }

    private Mono<Order> settle(Order cancelled) {
        return stock.putBack(cancelled.stockLines())
                .then(outbox.append(OrderEvents.cancelled(cancelled)))
                .thenReturn(cancelled);
    }

    private Mono<Order> requireCancelled(CurrentUser buyer, UUID orderId) {
        return orders.findOf(buyer.id(), orderId)
                .switchIfEmpty(Mono.error(() -> new NotFound("The order")))
                .map(CancelOrder::alreadyCancelled);
    }

    private static Order alreadyCancelled(Order order) {
        if (order.status() != OrderStatus.CANCELLED) {
            throw new IllegalTransition(order.status());
        }
        return order;
    }
}
