package io.fluxmart.orders;

import io.fluxmart.wallets.PastPayment;
import io.fluxmart.wallets.PastPayments;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes in orders that were placed before, with their history and the money that they moved, in the caller's transaction:
 * three statements, however many orders. Those that were paid were paid for from outside. Stock is what is left after
 * them, and stays. Nobody is told, so that nobody gets a mail about an old order; rankings have to be rebuilt afterwards.
 */
@Component
public class RecordPastOrders {

    private final PastOrderStore store;
    private final PastPayments payments;
    private final Clock clock;

    RecordPastOrders(PastOrderStore store, PastPayments payments, Clock clock) {
        this.store = store;
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * Leaves alone what is there. A conflict of state when a wallet could not hold a total on its way to the shop: the
     * caller is to roll back then.
     *
     * @param orders of users and products that exist, each with a total that fits into 64 bits
     * @return the ids of those that came in; the others' id is taken
     */
    public Mono<Set<UUID>> insertMissing(List<PastOrder> orders) {
        return orders.isEmpty() ? Mono.just(Set.of()) : record(orders);
    }

    /** Which of these there are, wherever they were placed. */
    public Mono<Set<UUID>> listPresent(Collection<UUID> ids) {
        return ids.isEmpty() ? Mono.just(Set.of()) : store.listPresent(ids);
    }

    private Mono<Set<UUID>> record(List<PastOrder> orders) {
        List<PastSteps> histories = orders.stream()
                .map(order -> PastSteps.of(order, clock.instant()))
                .toList();
        return store.insertOrders(histories).delayUntil(added -> complete(histories, added));
    }

    private Mono<Void> complete(List<PastSteps> histories, Set<UUID> added) {
        List<PastSteps> missing = histories.stream()
                .filter(history -> added.contains(history.order().id()))
                .toList();
        return missing.isEmpty()
                ? Mono.empty()
                : store.insertItemsAndSteps(missing).then(payments.book(paymentsOf(missing)));
    }

    private static List<PastPayment> paymentsOf(List<PastSteps> histories) {
        return histories.stream().flatMap(RecordPastOrders::paymentOf).toList();
    }

    private static Stream<PastPayment> paymentOf(PastSteps history) {
        PastOrder order = history.order();
        return history.paidAt().stream().map(at -> new PastPayment(order.id(), order.userId(), order.total(), at));
    }
}
