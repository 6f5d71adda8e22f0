package io.fluxmart.rankings;

import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * The rankings without Redis. PostgreSQL reads all orders for them, so at most one such statement of each kind is under
 * way on a node, whoever hangs up, and its answer serves everybody for {@code recountAfter}.
 */
@Component
class Recount {

    private static final int MOST = 100;

    /** A statement that hangs on a broken connection must not keep everybody waiting for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Mono<List<ProductSales>> mostSold;
    private final Mono<List<CustomerSpending>> topSpenders;

    Recount(OrderSumsStore orders, RankingSettings settings) {
        this.mostSold = shared(Mono.defer(() -> orders.listMostSold(MOST)), settings.recountAfter());
        this.topSpenders = shared(Mono.defer(() -> orders.listTopSpenders(MOST)), settings.recountAfter());
    }

    /** Most sold first, then by id; at most 100. */
    Mono<List<ProductSales>> mostSold() {
        return mostSold;
    }

    /** Who spent most first, then by id; at most 100, none whose account is closed. */
    Mono<List<CustomerSpending>> topSpenders() {
        return topSpenders;
    }

    /** {@link Unavailable} when it takes too long. It runs in nobody's context: the first to ask may be in a transaction. */
    static <T> Mono<T> shared(Mono<T> count, Duration time) {
        return count.timeout(PATIENCE, Mono.error(Unavailable::becauseOfAStore))
                .contextWrite(first -> Context.empty())
                .cache(counted -> time, failed -> Duration.ZERO, () -> Duration.ZERO);
    }
}
