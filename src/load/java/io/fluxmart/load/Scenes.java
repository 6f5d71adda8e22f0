package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;

/** The scenes by name. */
final class Scenes {

    private static final int PLENTY = 100_000_000;

    private final LoadSite site;
    private final LoadPlan plan;
    private final Reading reading;
    private final Buying buying;
    private final Outcomes outcomes;

    Scenes(LoadSite site, LoadPlan plan, Outcomes outcomes) {
        this.site = site;
        this.plan = plan;
        this.outcomes = outcomes;
        this.reading = new Reading(site.products());
        this.buying = new Buying(site.buyers(), outcomes);
    }

    Scene named(String name) {
        return switch (name) {
            case "browse" -> steady(scenario(name).exec(reading.browse()));
            case "list" -> steady(scenario(name).exec(reading.filter()));
            case "checkout" ->
                Capacity.remembered(steady(visit(name, buying.orderThreeOf(site.products(), 201))), plan, outcomes);
            case "hot" -> steady(visit(name, buying.orderHot(site.newProduct(PLENTY), site.products(), 201)));
            case "mixed" -> mixed();
            case "flash" -> new FlashSale(plan, site.newProduct(plan.units()), buying, outcomes);
            case "overload" -> overload();
            case "streams" -> new Streaming(site, plan, buying);
            default ->
                throw new IllegalArgumentException(
                        "-Dscenario is one of browse, list, checkout, hot, mixed, flash, overload, streams; not "
                                + name);
        };
    }

    private Scene steady(ScenarioBuilder visit) {
        return new Steady(Arrivals.of(visit, plan));
    }

    private ScenarioBuilder visit(String name, ChainBuilder chain) {
        return scenario(name).exec(feed(buying.inTurns()), chain);
    }

    /** Four of five only look. */
    private Scene mixed() {
        site.fillWallets();
        ChainBuilder chain = randomSwitch()
                .on(
                        percent(60.0).then(reading.browse()),
                        percent(10.0).then(reading.filter()),
                        percent(10.0).then(buying.orders()),
                        percent(10.0).then(buying.orderCart(site.products())),
                        percent(10.0).then(buying.orderThreeOf(site.products(), 201), buying.pay()));
        return steady(visit("mixed", chain));
    }

    /** Five times what buyers who wait for their answers got done: whoever is refused has to hear it at once. */
    private Scene overload() {
        LoadPlan flood = plan.isOpen() ? plan : plan.withRate(5 * Capacity.measured());
        ChainBuilder chain = buying.orderThreeOf(site.products(), 201, 429, 503);
        return new Steady(Arrivals.of(visit("overload", chain), flood));
    }
}
