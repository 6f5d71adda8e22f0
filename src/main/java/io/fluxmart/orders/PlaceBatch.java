package io.fluxmart.orders;

import io.fluxmart.events.NewEvent;
import io.fluxmart.events.Outbox;
import io.fluxmart.idempotency.Answer;
import io.fluxmart.idempotency.Claim;
import io.fluxmart.idempotency.KeyState;
import io.fluxmart.idempotency.Keys;
import io.fluxmart.orders.Verdict.Placed;
import io.fluxmart.products.Shelves;
import io.fluxmart.products.Stock;
import io.fluxmart.products.StockLine;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places a batch of orders in one transaction of six statements, however many orders and lines: hold the keys, lock the
 * products, decide, then orders with their items, stock, events, answers. One order is a batch of one.
 */
@Component
class PlaceBatch {

    private final Keys keys;
    private final Stock stock;
    private final OrderStore orders;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final JsonMapper json;
    private final Clock clock;

    PlaceBatch(
            Keys keys,
            Stock stock,
            OrderStore orders,
            Outbox outbox,
            TransactionalOperator transaction,
            JsonMapper json,
            Clock clock) {
        this.keys = keys;
        this.stock = stock;
        this.orders = orders;
        this.outbox = outbox;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What became of each, in the order of the batch. Fails, and nothing has changed, with {@link OrdersStand} or {@link
     * io.fluxmart.idempotency.AnsweredMeanwhile} when another transaction was first at something; the same batch can pass
     * then.
     *
     * @param standing orders of these ids are known to be there
     */
    Mono<List<Verdict>> place(List<Purchase> batch, Stock.Locking locking, Set<UUID> standing) {
        return transaction.transactional(keys.hold(claimsOf(batch))
                .flatMap(held ->
                        stock.lock(wanted(batch, held), locking).map(shelves -> decide(batch, held, shelves, standing)))
                .delayUntil(verdicts -> write(placedIn(verdicts))));
    }

    private List<Verdict> decide(
            List<Purchase> batch, Map<Claim.Key, KeyState> held, Shelves shelves, Set<UUID> standing) {
        Counter counter = new Counter(
                held, shelves, standing, this::answer, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return batch.stream().map(counter::serve).toList();
    }

    private Mono<Void> write(List<Placed> placed) {
        return placed.isEmpty()
                ? Mono.empty()
                : orders.insert(placed.stream().map(Placed::order).toList())
                        .then(Mono.defer(() -> stock.take(linesOf(placed))))
                        .then(Mono.defer(() -> outbox.append(eventsOf(placed))))
                        .then(Mono.defer(() -> keys.answer(outcomesOf(placed))));
    }

    private Answer answer(Order order) {
        return Answer.first(order.id(), json.writeValueAsBytes(order));
    }

    /** A key that meets itself is held once. */
    private static List<Claim> claimsOf(List<Purchase> batch) {
        Map<Claim.Key, Claim> claims = new LinkedHashMap<>();
        batch.forEach(purchase -> claims.putIfAbsent(purchase.claim().key(), purchase.claim()));
        return List.copyOf(claims.values());
    }

    /** The products of all whose effect is to be carried out now. */
    private static Set<Long> wanted(List<Purchase> batch, Map<Claim.Key, KeyState> held) {
        return batch.stream()
                .filter(purchase -> held.get(purchase.claim().key()) instanceof KeyState.Free)
                .flatMap(Purchase::productIds)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Placed> placedIn(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(Placed.class::isInstance)
                .map(Placed.class::cast)
                .toList();
    }

    /** What is taken altogether, once for each product, in id order. */
    private static List<StockLine> linesOf(List<Placed> placed) {
        Map<Long, Integer> quantities = placed.stream()
                .flatMap(one -> one.order().items().stream())
                .collect(Collectors.toMap(OrderItem::productId, OrderItem::quantity, Math::addExact, TreeMap::new));
        return quantities.entrySet().stream()
                .map(entry -> new StockLine(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<NewEvent> eventsOf(List<Placed> placed) {
        return placed.stream().map(one -> OrderEvents.about(one.order())).toList();
    }

    private static List<Keys.Outcome> outcomesOf(List<Placed> placed) {
        return placed.stream()
                .map(one -> new Keys.Outcome(one.purchase().claim(), one.answer()))
                .toList();
    }
}
