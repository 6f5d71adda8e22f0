package io.fluxmart.orders;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.events.Outbox;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.OncePerKey;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.products.Offer;
import io.fluxmart.products.Reservation;
import io.fluxmart.products.Stock;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Buys atomically: key, stock, order, items, event and stored answer in one transaction of five statements, whatever the
 * number of lines.
 */
@Component
public class Checkout {

    private final OncePerKey oncePerKey;
    private final Stock stock;
    private final OrderStore orders;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final DetachedWrites writes;
    private final JsonMapper json;
    private final Clock clock;

    Checkout(
            OncePerKey oncePerKey,
            Stock stock,
            OrderStore orders,
            Outbox outbox,
            TransactionalOperator transaction,
            DetachedWrites writes,
            JsonMapper json,
            Clock clock) {
        this.oncePerKey = oncePerKey;
        this.stock = stock;
        this.orders = orders;
        this.outbox = outbox;
        this.transaction = transaction;
        this.writes = writes;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The order as JSON; {@link OrderRefused} when a line cannot be had or the basket was ordered before, and then
     * nothing has changed.
     *
     * @param basket asked for only when the key has no answer yet, inside the transaction: whoever has to fetch it from
     *     elsewhere does so before. Its error is the answer then.
     */
    public Mono<Answer> place(CurrentUser buyer, Claim claim, Mono<Basket> basket) {
        Mono<Answer> effect =
                basket.flatMap(wanted -> order(buyer.id(), wanted)).map(this::answer);
        return writes.run(transaction.transactional(oncePerKey.run(claim, effect)));
    }

    /** The order that a basket with this id has become; empty when there is none, or it is another's. */
    public Mono<Order> findPlaced(CurrentUser buyer, UUID orderId) {
        return orders.find(orderId, buyer.id());
    }

    private Mono<Order> order(UUID buyer, Basket basket) {
        return reserve(basket)
                .map(items -> Order.placed(
                        basket.orderId(), buyer, items, clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .flatMap(order -> orders.insert(order).thenReturn(order))
                .onErrorMap(DuplicateKeyException.class, taken -> OrderRefused.becauseItStands())
                .flatMap(order -> outbox.append(OrderEvents.about(order)).thenReturn(order));
    }

    private Mono<List<OrderItem>> reserve(Basket basket) {
        return stock.reserve(basket.lines()).map(reservations -> requireAll(reservations, basket));
    }

    private static List<OrderItem> requireAll(List<Reservation> reservations, Basket basket) {
        List<Reservation> missing =
                reservations.stream().filter(line -> !line.isTaken()).toList();
        if (!missing.isEmpty()) {
            throw OrderRefused.becauseOf(missing, basket);
        }
        return reservations.stream().map(Checkout::item).toList();
    }

    private static OrderItem item(Reservation taken) {
        Offer offer = taken.offer().orElseThrow();
        return new OrderItem(
                taken.line().productId(), offer.name(), taken.line().quantity(), offer.price());
    }

    private Answer answer(Order order) {
        return Answer.first(order.id(), json.writeValueAsBytes(order));
    }
}
