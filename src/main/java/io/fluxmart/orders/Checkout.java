package io.fluxmart.orders;

import io.fluxmart.auth.CurrentUser;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.orders.Verdict.Held;
import io.fluxmart.platform.lifecycle.DetachedWork;
import io.fluxmart.platform.lifecycle.GroupCommit;
import io.fluxmart.problem.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Buys atomically: key, stock, order, items, event and stored answer commit together. Orders that come while others are being
 * written go into the next transaction together (docs/adr/0030), each with its own outcome.
 *
 * <p>Nobody waits behind those whose products another transaction holds: they have lanes of their own.
 */
@Component
public class Checkout {

    private final GroupCommit<Purchase, Verdict> lanes;
    private final GroupCommit<Purchase, Verdict> patientLanes;
    private final DetachedWork work;
    private final OrderStore orders;

    Checkout(
            SettleBatch settleBatch,
            CheckoutSettings settings,
            DetachedWork work,
            OrderStore orders,
            MeterRegistry meters) {
        this.lanes = new GroupCommit<>(
                "fluxmart.checkout", settings.bounds(), settleBatch::withoutWaiting, Checkout::full, meters);
        this.patientLanes = new GroupCommit<>(
                "fluxmart.checkout.held", settings.bounds(), settleBatch::patiently, Checkout::full, meters);
        this.work = work;
        this.orders = orders;
    }

    /**
     * The order as JSON; {@link OrderRefused} when a line cannot be had or the basket was ordered before, {@link
     * Unavailable} when too many wait. Then nothing has changed.
     *
     * @param basket the same each time; asked for only when the key has no answer yet. What it throws is the answer then.
     */
    public Mono<Answer> place(CurrentUser buyer, Claim claim, Supplier<Basket> basket) {
        Purchase purchase = new Purchase(buyer.id(), claim, basket);
        return work.run(lanes.submit(purchase)
                .flatMap(verdict -> verdict instanceof Held ? patientLanes.submit(purchase) : Mono.just(verdict))
                .map(Verdict::answer));
    }

    /** The order that a basket with this id has become; empty when there is none, or it is another's. */
    public Mono<Order> findPlaced(CurrentUser buyer, UUID orderId) {
        return orders.find(orderId, buyer.id());
    }

    /** Why no order is taken just now; null when they are. */
    public @Nullable Unavailable refusal() {
        return lanes.isFull() ? full() : null;
    }

    private static Unavailable full() {
        return new Unavailable("checkout_full", "Too many orders are waiting; this one was not taken. Try again.");
    }
}
