package io.fluxmart.orders;

import io.fluxmart.idempotency.AnsweredMeanwhile;
import io.fluxmart.orders.Verdict.Held;
import io.fluxmart.orders.Verdict.Refused;
import io.fluxmart.platform.postgres.DetachedWrites;
import io.fluxmart.platform.postgres.PostgresErrors;
import io.fluxmart.products.Stock.Locking;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Brings a batch to its end, so that nobody in it suffers from another: what another transaction was faster at is decided
 * anew, and a batch that PostgreSQL refuses because of one of its values is split until that one is alone.
 */
@Component
class SettleBatch {

    private static final int TRIES = 3;

    private final PlaceBatch placeBatch;

    SettleBatch(PlaceBatch placeBatch) {
        this.placeBatch = placeBatch;
    }

    /** Waits for no other transaction: what is held is told to be {@link Held}. */
    Mono<List<Verdict>> withoutWaiting(List<Purchase> batch) {
        return settle(batch, Locking.SKIP);
    }

    /**
     * Waits for those who hold products, as long as PostgreSQL lets it. Who wants a product that is held even then is
     * refused (503), the others are not.
     */
    Mono<List<Verdict>> patiently(List<Purchase> batch) {
        return settle(batch, Locking.WAIT)
                .onErrorResume(
                        PostgresErrors::isContention,
                        held -> settle(batch, Locking.SKIP).map(SettleBatch::refuseHeld));
    }

    private static List<Verdict> refuseHeld(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict instanceof Held ? new Refused(DetachedWrites.tooManyAtOnce()) : verdict)
                .toList();
    }

    private Mono<List<Verdict>> settle(List<Purchase> batch, Locking locking) {
        return attempt(batch, locking, Set.of(), TRIES)
                .transform(DetachedWrites::retried)
                .onErrorMap(SettleBatch::isTwins, twins -> DetachedWrites.tooManyAtOnce())
                .onErrorResume(PostgresErrors::isOfValue, refused -> split(batch, locking, refused));
    }

    private Mono<List<Verdict>> attempt(List<Purchase> batch, Locking locking, Set<UUID> standing, int tries) {
        Mono<List<Verdict>> attempt = placeBatch.place(batch, locking, standing);
        return tries == 1
                ? attempt
                : attempt.onErrorResume(AnsweredMeanwhile.class, twin -> attempt(batch, locking, standing, tries - 1))
                        .onErrorResume(
                                OrdersStand.class, found -> attempt(batch, locking, found.and(standing), tries - 1));
    }

    private static boolean isTwins(Throwable error) {
        return error instanceof AnsweredMeanwhile || error instanceof OrdersStand;
    }

    private Mono<List<Verdict>> split(List<Purchase> batch, Locking locking, Throwable refused) {
        if (batch.size() == 1) {
            return Mono.just(List.of(new Refused(Exceptions.propagate(refused))));
        }
        int middle = batch.size() / 2;
        return settle(batch.subList(0, middle), locking)
                .flatMap(first -> settle(batch.subList(middle, batch.size()), locking)
                        .map(second ->
                                Stream.concat(first.stream(), second.stream()).toList()));
    }
}
