package io.fluxmart.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * One scene, and then the books. Whatever breaks a rule fails the request {@code invariants}, and with it the build; no
 * time ever does.
 */
public final class LoadSimulation extends Simulation {

    private static final String INVARIANTS = "invariants";

    private final LoadPlan plan = LoadPlan.ofSystemProperties();
    private final LoadSite site = LoadSite.prepare(plan);
    private final Outcomes outcomes = new Outcomes();
    private final Scene scene = new Scenes(site, plan, outcomes).named(plan.scenario());
    private final Audit audit = Audit.begin(site.books());
    private final List<String> broken = new ArrayList<>();

    /** Called by Gatling. */
    public LoadSimulation() {
        List<PopulationBuilder> populations = new ArrayList<>(scene.populations());
        populations.set(0, populations.get(0).andThen(books()));
        setUp(populations)
                .protocols(protocol())
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(INVARIANTS).successfulRequests().count().is(1L));
    }

    private PopulationBuilder books() {
        return scenario("books")
                .exec(dummy(INVARIANTS, session -> 0).withSuccess(session -> areBooksInOrder()))
                .injectOpen(atOnceUsers(1));
    }

    private boolean areBooksInOrder() {
        broken.addAll(audit.broken(outcomes.acknowledged()));
        broken.addAll(scene.broken());
        return broken.isEmpty();
    }

    /** Visitors share connections as those behind one proxy do: to open thousands a second would measure the machine. */
    private HttpProtocolBuilder protocol() {
        return http.baseUrl(site.url())
                .shareConnections()
                .acceptHeader("application/json")
                .sseUnmatchedInboundMessageBufferSize(1_000);
    }

    @Override
    public void after() {
        System.out.println(outcomes.summary());
        System.out.println(scene.summary());
        System.out.println(broken.isEmpty() ? "The books are in order." : "THE BOOKS ARE NOT IN ORDER");
        broken.stream().limit(20).forEach(System.out::println);
        site.close();
    }
}
