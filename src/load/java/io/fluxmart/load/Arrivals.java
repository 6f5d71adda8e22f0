package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;

/** How visitors come: so many a second, or so many at once. */
final class Arrivals {

    private Arrivals() {}

    static PopulationBuilder of(ScenarioBuilder visit, LoadPlan plan) {
        return plan.isOpen()
                ? visit.injectOpen(constantUsersPerSec(plan.rate()).during(plan.duration()))
                : visit.injectClosed(constantConcurrentUsers(plan.users()).during(plan.duration()));
    }
}
