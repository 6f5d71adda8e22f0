package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.List;

/** Many more buyers than units, each of whom wants one: all units are sold, and everyone else is told so. */
record FlashSale(LoadPlan plan, long product, Buying buying, Outcomes outcomes) implements Scene {

    private static final String SOLD = "201";
    private static final String SOLD_OUT = "409 out_of_stock";

    @Override
    public List<PopulationBuilder> populations() {
        return List.of(scenario("flash")
                .exec(feed(buying.inTurns()), buying.orderOnly(product, 201, 409))
                .injectOpen(rampUsers(plan.buyers()).during(plan.duration())));
    }

    @Override
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        expect(Math.min(plan.units(), plan.buyers()), SOLD, broken);
        expect(Math.max(0, plan.buyers() - plan.units()), SOLD_OUT, broken);
        return broken;
    }

    private void expect(int wanted, String answer, List<String> broken) {
        if (outcomes.count(answer) != wanted) {
            broken.add("a flash sale of %,d units to %,d buyers has %,d answers '%s': there were %,d"
                    .formatted(plan.units(), plan.buyers(), wanted, answer, outcomes.count(answer)));
        }
    }
}
