package io.fluxmart.imports;

import io.fluxmart.rankings.RankPastOrders;
import io.fluxmart.sources.Entity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Orders that come in by an import pass by the log that rankings follow, so that these have to be counted anew. */
@Component
public class RankImportedOrders {

    private final RankPastOrders rankPastOrders;

    RankImportedOrders(RankPastOrders rankPastOrders) {
        this.rankPastOrders = rankPastOrders;
    }

    /** @return false where rankings lack the orders, and somebody has to have them rebuilt; never an error */
    public Mono<Boolean> after(Import finished) {
        return bringsOrders(finished) ? rankPastOrders.anew() : Mono.just(true);
    }

    private static boolean bringsOrders(Import finished) {
        return !finished.dryRun()
                && finished.steps().stream().anyMatch(step -> step.entity() == Entity.ORDERS && step.migrated() > 0);
    }
}
