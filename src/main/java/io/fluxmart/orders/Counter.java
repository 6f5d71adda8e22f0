package io.fluxmart.orders;

import static java.util.Objects.requireNonNull;

import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.KeyState;
import io.fluxmart.idempotency.KeyState.Answered;
import io.fluxmart.orders.Verdict.Held;
import io.fluxmart.orders.Verdict.Placed;
import io.fluxmart.orders.Verdict.Refused;
import io.fluxmart.orders.Verdict.Replayed;
import io.fluxmart.products.Offer;
import io.fluxmart.products.Shelves;
import io.fluxmart.products.StockLine;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Decides over the purchases of one batch as if they came to the counter one after the other: each finds what those before it
 * have left, and one that is refused leaves everything as it was. Asks no store.
 */
final class Counter {

    private final Map<Claim.Key, KeyState> keys;
    private final Shelves shelves;
    private final Set<UUID> standing;
    private final Map<Long, Integer> left = new HashMap<>();
    private final Function<Order, Answer> answer;
    private final Instant now;

    /**
     * @param keys of all purchases
     * @param shelves of all products that are wanted, locked
     * @param standing orders of these ids there are already
     */
    Counter(
            Map<Claim.Key, KeyState> keys,
            Shelves shelves,
            Set<UUID> standing,
            Function<Order, Answer> answer,
            Instant now) {
        this.keys = new HashMap<>(keys);
        this.shelves = shelves;
        this.standing = new HashSet<>(standing);
        this.answer = answer;
        this.now = now;
    }

    /** To be called for each purchase once, in the order of their arrival. */
    Verdict serve(Purchase purchase) {
        try {
            return requireNonNull(keys.get(purchase.claim().key()))
                    .answerTo(purchase.claim())
                    .<Verdict>map(Replayed::new)
                    .orElseGet(() -> sell(purchase, purchase.basket().get()));
        } catch (RuntimeException refused) {
            return new Refused(refused);
        }
    }

    private Verdict sell(Purchase purchase, Basket basket) {
        List<StockLine> lines = basket.lines();
        if (lines.stream().anyMatch(line -> shelves.isHeld(line.productId()))) {
            return new Held();
        }
        if (standing.contains(basket.orderId())) {
            return new Refused(OrderRefused.becauseItStands());
        }
        requireAll(lines, basket);
        return place(purchase, basket, lines);
    }

    private void requireAll(List<StockLine> lines, Basket basket) {
        List<StockLine> missing = lines.stream().filter(line -> !isThere(line)).toList();
        if (!missing.isEmpty()) {
            throw OrderRefused.becauseOf(missing, this::offerOf, basket);
        }
    }

    private Verdict place(Purchase purchase, Basket basket, List<StockLine> lines) {
        List<OrderItem> items = lines.stream().map(this::item).toList();
        Order order = Order.placed(basket.orderId(), purchase.buyer(), items, now);
        Placed placed = new Placed(purchase, order, answer.apply(order));
        lines.forEach(line -> left.put(line.productId(), leftOf(line) - line.quantity()));
        standing.add(order.id());
        keys.put(purchase.claim().key(), Answered.now(purchase.claim(), placed.answer()));
        return placed;
    }

    private boolean isThere(StockLine line) {
        return shelves.find(line.productId()).isPresent() && leftOf(line) >= line.quantity();
    }

    private OrderItem item(StockLine line) {
        Offer offer = shelves.find(line.productId()).orElseThrow();
        return new OrderItem(line.productId(), offer.name(), line.quantity(), offer.price());
    }

    /** Name and price as they were locked, with what is left by now. */
    private Optional<Offer> offerOf(StockLine line) {
        return shelves.find(line.productId()).map(offer -> new Offer(offer.name(), offer.price(), leftOf(line)));
    }

    private int leftOf(StockLine line) {
        return left.computeIfAbsent(
                line.productId(), id -> shelves.find(id).map(Offer::stock).orElse(0));
    }
}
