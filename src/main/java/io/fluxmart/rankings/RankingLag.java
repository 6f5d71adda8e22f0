package io.fluxmart.rankings;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code fluxmart.rankings.lag}: how many events the rankings are behind the log, as this node knows both. */
@Component
class RankingLag implements MeterBinder {

    private final RankingFollower follower;

    RankingLag(RankingFollower follower) {
        this.follower = follower;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("fluxmart.rankings.lag", follower, RankingFollower::lag)
                .description("Events that the rankings do not hold yet")
                .baseUnit("events")
                .register(registry);
    }
}
