package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many more buyers than units, each of whom wants one: all units are sold, and everyone else is told so. */
record FlashSale(LoadPlan plan, long product, Buying buying, Outcomes outcomes) implements Scene {

    private static final String SOLD = "201";
    private static final String SOLD_OUT = "409 out_of_stock";

    @Override
    public List<PopulationBuilder> populations() {
        return List.of(plan.isOpen() ? arriving() : standingInLine());
    }

    private PopulationBuilder arriving() {
        return scenario("flash")
                .exec(order())
                .injectOpen(
                        rampUsers(plan.buyers()).during(Duration.ofMillis((long) (plan.buyers() / plan.rate() * 1e3))));
    }

    /** As many lines as there may be users at once; in each, the next has a turn when the one before has an answer. */
    private PopulationBuilder standingInLine() {
        AtomicInteger left = new AtomicInteger(plan.buyers());
        return scenario("flash")
                .exec(asLongAs(session -> left.getAndDecrement() > 0).on(order()))
                .injectOpen(atOnceUsers(plan.users()));
    }

    private ChainBuilder order() {
        return exec(feed(buying.inTurns()), buying.orderOnly(product, 201, 409));
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
