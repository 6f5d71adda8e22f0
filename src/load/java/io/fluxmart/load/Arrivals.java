package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;

/** How visitors come: so many a second, or so many at once. A node that has just started gets a moment to warm up. */
final class Arrivals {

    private static final Duration RAMP = Duration.ofSeconds(10);

    private Arrivals() {}

    static PopulationBuilder of(ScenarioBuilder visit, LoadPlan plan) {
        return plan.isOpen()
                ? visit.injectOpen(
                        rampUsersPerSec(1).to(plan.rate()).during(RAMP),
                        constantUsersPerSec(plan.rate()).during(plan.duration()))
                : visit.injectClosed(
                        rampConcurrentUsers(1).to(plan.users()).during(RAMP),
                        constantConcurrentUsers(plan.users()).during(plan.duration()));
    }
}
