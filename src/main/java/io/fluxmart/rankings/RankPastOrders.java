package io.fluxmart.rankings;

import io.fluxmart.problem.Unavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** For orders that come or go past the log which rankings follow, by the thousand: all are counted anew. */
@Component
public class RankPastOrders {

    private static final Logger log = LoggerFactory.getLogger(RankPastOrders.class);

    /** The way to Redis may have been opened a moment ago, and who rebuilds already may not see the orders. */
    private static final Retry A_FEW_TIMES = Retry.backoff(5, Duration.ofMillis(100))
            .filter(error -> error instanceof Unavailable || error instanceof RebuildUnderWay)
            .onRetryExhaustedThrow((spec, signal) -> signal.failure());

    private final RebuildRankings rebuildRankings;

    RankPastOrders(RebuildRankings rebuildRankings) {
        this.rebuildRankings = rebuildRankings;
    }

    /** @return false where rankings are as they were, and somebody has to have them rebuilt later; never an error */
    public Mono<Boolean> anew() {
        return rebuildRankings
                .run()
                .retryWhen(A_FEW_TIMES)
                .thenReturn(true)
                .doOnError(error -> log.warn("Rankings were not rebuilt: {}", error.toString()))
                .onErrorReturn(false);
    }
}
