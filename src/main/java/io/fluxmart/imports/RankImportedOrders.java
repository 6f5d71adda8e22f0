package io.fluxmart.imports;

import io.fluxmart.problem.Unavailable;
import io.fluxmart.rankings.RebuildRankings;
import io.fluxmart.rankings.RebuildUnderWay;
import io.fluxmart.sources.Entity;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Orders that come in by an import pass by the log that rankings follow, so that these have to be counted anew. */
@Component
public class RankImportedOrders {

    private static final Logger log = LoggerFactory.getLogger(RankImportedOrders.class);

    /** The way to Redis may have been opened a moment ago, and who rebuilds already may not see the orders. */
    private static final Retry A_FEW_TIMES = Retry.backoff(5, Duration.ofMillis(100))
            .filter(error -> error instanceof Unavailable || error instanceof RebuildUnderWay);

    private final RebuildRankings rebuildRankings;

    RankImportedOrders(RebuildRankings rebuildRankings) {
        this.rebuildRankings = rebuildRankings;
    }

    /** @return false where rankings lack the orders, and somebody has to have them rebuilt; never an error */
    public Mono<Boolean> after(Import finished) {
        return bringsOrders(finished) ? rebuild() : Mono.just(true);
    }

    private static boolean bringsOrders(Import finished) {
        return !finished.dryRun()
                && finished.steps().stream().anyMatch(step -> step.entity() == Entity.ORDERS && step.migrated() > 0);
    }

    private Mono<Boolean> rebuild() {
        return rebuildRankings
                .run()
                .retryWhen(A_FEW_TIMES)
                .thenReturn(true)
                .doOnError(error -> log.warn("Rankings lack the imported orders: {}", error.toString()))
                .onErrorReturn(false);
    }
}
